// Spends a known time in each way in which a content script can run, to see whether the measuring finds all of it.
const BURN_MS = 20;
const burn = () => {
  const end = performance.now() + BURN_MS;
  while (performance.now() < end);
};
burn();
queueMicrotask(burn);
setTimeout(async () => {
  burn();
  await null;
  burn();
  requestAnimationFrame(burn);
}, 100);
