// Answers the page's "probe-ask" event with what stands in the open card, as JSON; null when none is open.
const boxOf = element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};

const nameOf = element => element.getAttribute('aria-label') ?? element.textContent.trim();

function readCard() {
  const host = [...document.querySelectorAll('div[popover]')].find(element =>
    element.matches(':popover-open'),
  );
  if (!host) return null;
  const root = globalThis.chrome?.dom?.openOrClosedShadowRoot?.(host) ?? host.openOrClosedShadowRoot;
  const card = root?.querySelector('[role=dialog]');
  if (!card) return null;
  return {
    label: card.getAttribute('aria-label'),
    text: card.innerText,
    visibility: getComputedStyle(card).visibility,
    box: boxOf(card),
    contentHeight: card.scrollHeight,
    parent: host.parentElement.localName,
    focused: root.activeElement && nameOf(root.activeElement),
    description: (card.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map(id => root.getElementById(id)?.textContent ?? '')
      .join(' '),
    isSheet: card.classList.contains('sheet'),
    rings: [...root.querySelectorAll('.ring')].map(boxOf),
    elements: root.querySelectorAll('*').length,
    controls: [...card.querySelectorAll('a, button, summary')].map(control => ({
      name: nameOf(control),
      href: control.getAttribute('href'),
      rel: control.getAttribute('rel'),
      target: control.getAttribute('target'),
      box: boxOf(control),
    })),
  };
}

document.addEventListener('probe-ask', () => {
  document.dispatchEvent(new CustomEvent('probe-answer', { detail: JSON.stringify(readCard()) }));
});

// The frames of the page are asked with "probe-ask-frames" and answer with the labels of their cards; each passes the
// question on. Messages, since no other way leads into frames of every kind.
let cards = [];
let asked = 0;
addEventListener('message', ({ data }) => {
  if (data?.probe === 'ask') askFrames(data.number);
  // What answers an earlier question comes too late.
  if (data?.probe === 'card' && data.number === asked) cards.push(data.label);
});
function askFrames(number) {
  const card = readCard();
  if (window !== top && card) top.postMessage({ probe: 'card', label: card.label, number }, '*');
  for (let i = 0; i < frames.length; i++) frames[i].postMessage({ probe: 'ask', number }, '*');
}
document.addEventListener('probe-ask-frames', () => {
  cards = [];
  askFrames(++asked);
  setTimeout(() => {
    document.dispatchEvent(new CustomEvent('probe-frames-answer', { detail: JSON.stringify(cards) }));
  }, 100);
});
