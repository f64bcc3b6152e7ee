import Mark from 'mark.js';

new Mark(document.body).markRegExp(new RegExp(PATTERN, 'g'));
