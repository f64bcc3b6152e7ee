import Mark from 'mark.js';

new Mark(document.body).mark(FORMS, { accuracy: 'exactly', separateWordSearch: false });
