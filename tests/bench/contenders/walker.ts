// A lower bound: every text node is visited and its text read.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let chars = 0;
while (walker.nextNode()) chars += walker.currentNode.nodeValue?.length ?? 0;
if (chars < 0) throw new Error('so that the loop is not left out');
