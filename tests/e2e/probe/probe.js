// Answers the page's "probe-ask" event with what stands in the open card, as JSON; null when none is open.
const boxOf = element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};

/** The host and root of the open card, also in the page's own shadow roots; null when none is open. */
function openRoot(tree = document) {
  for (const element of tree.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement)) continue; // Chromium refuses to say it of others
    const root = globalThis.chrome?.dom?.openOrClosedShadowRoot?.(element) ?? element.openOrClosedShadowRoot;
    if (!root) continue;
    if (element.matches('div[popover]:popover-open') && root.querySelector('.card'))
      return { host: element, root };
    const inside = openRoot(root);
    if (inside) return inside;
  }
  return null;
}

const nameOf = element => {
  const label = element.getRootNode().getElementById(element.getAttribute('aria-labelledby') ?? '');
  return element.getAttribute('aria-label') ?? (label ?? element).textContent.trim();
};

// Scrolls a control of the card to where it can be pressed.
document.addEventListener('probe-reveal', ({ detail }) => {
  const controls = [...(openRoot()?.root.querySelectorAll('a, button, summary') ?? [])];
  controls
    .find(control => nameOf(control) === detail)
    ?.scrollIntoView({ block: 'center', behavior: 'instant' });
});

function readCard() {
  const { host, root } = openRoot() ?? {};
  const card = root?.querySelector('.card');
  const dialog = root?.querySelector('[role=dialog]');
  if (!dialog) return null;
  return {
    label: root.getElementById(dialog.getAttribute('aria-labelledby')).textContent,
    text: card.innerText,
    visibility: getComputedStyle(card).visibility,
    dark: getComputedStyle(card).colorScheme === 'dark',
    box: boxOf(card),
    contentHeight: dialog.scrollHeight,
    parent: host.parentElement?.localName ?? null,
    focused: root.activeElement && nameOf(root.activeElement),
    description: (dialog.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map(id => root.getElementById(id)?.textContent ?? '')
      .join(' '),
    isSheet: card.classList.contains('sheet'),
    rings: [...root.querySelectorAll('.ring')].map(boxOf),
    names: { headword: boxOf(card.querySelector('h2')), kind: boxOf(card.querySelector('h2 + .small')) },
    why: card.querySelector('.why')?.textContent ?? '',
    lang: card.closest('[lang]')?.lang ?? '',
    focusBox: root.activeElement && boxOf(root.activeElement),
    bounds: {
      top: card.querySelector('.entry-head').getBoundingClientRect().bottom,
      bottom: card.querySelector('.entry-foot')?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY,
    },
    overflows: dialog.scrollWidth > dialog.clientWidth,
    elements: root.querySelectorAll('*').length,
    fields: card.querySelectorAll('input, textarea, select, [contenteditable]').length,
    controls: [...card.querySelectorAll('a, button, summary')].map(control => ({
      name: nameOf(control),
      href: control.getAttribute('href'),
      rel: control.getAttribute('rel'),
      target: control.getAttribute('target'),
      pressed: control.getAttribute('aria-pressed'),
      box: boxOf(control),
    })),
  };
}

document.addEventListener('probe-ask', () => {
  document.dispatchEvent(new CustomEvent('probe-answer', { detail: JSON.stringify(readCard()) }));
});

document.addEventListener('probe-write', ({ detail }) => {
  const { selector, words } = JSON.parse(detail);
  for (const element of openRoot()?.root.querySelectorAll(selector) ?? []) element.textContent = words;
});

document.addEventListener('probe-style', ({ detail }) => {
  openRoot()?.root.append(Object.assign(document.createElement('style'), { textContent: detail }));
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
