// What keeps a page busy. It makes no promises: whatever runs in microtasks is not the page's.
const lines = document.getElementById('lines');
const TERMS = ['eBPF', 'Cilium', 'Tetragon', 'Kubernetes', 'Hubble'];
const TICK_MS = 10;
let count = 0;

const lineOf = i =>
  `line ${i} says that ${i % 10 === 0 ? TERMS[(i / 10) % TERMS.length] : 'nothing'} was seen`;

/** Calls `change` so many times a second, for so many seconds, however late a timer comes; then says so. */
function keepChanging(perSecond, seconds, change) {
  const start = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    const passed = Math.min(performance.now() - start, seconds * 1_000);
    for (; done < (passed / 1_000) * perSecond; done++) change(count++);
    if (passed < seconds * 1_000) return;
    clearInterval(timer);
    console.timeStamp('end');
    document.title = 'ended';
  }, TICK_MS);
}

const texts = [...lines.querySelectorAll('p')].map(line => line.firstChild);
const DRIVES = {
  /** Texts change, one after the other. */
  storm: seconds =>
    keepChanging(5_000, seconds, i => {
      texts[(i * 7) % texts.length].data = lineOf(i);
    }),
  /** Lines come, and the oldest go. */
  feed: seconds =>
    keepChanging(1_000, seconds, i => {
      const line = document.createElement('p');
      line.textContent = lineOf(i);
      lines.append(line);
      lines.firstElementChild.remove();
    }),
  /** One text changes in every frame. */
  ticker: seconds =>
    keepChanging(60, seconds, i => {
      texts[0].data = lineOf(i * 10);
    }),
};
document.addEventListener('bench-drive', ({ detail: [name, seconds] }) => DRIVES[name](seconds));
