import findAndReplaceDOMText from 'findandreplacedomtext';

findAndReplaceDOMText(document.body, { find: new RegExp(PATTERN, 'g'), wrap: 'mark', preset: 'prose' });
