import type { Tab } from '../browsers/launch.ts';
import { expect, seeFramedCards, test } from './fixtures.ts';

const KINDS = [
  'same origin',
  'other origin',
  'srcdoc',
  'about:blank, written',
  'no address, written',
  'javascript:',
  'data:',
  'blob:',
  'sandboxed, with scripts',
  'sandboxed, without scripts',
  'sandboxed srcdoc',
  'sandboxed data:',
  'sandboxed blob:',
  'frame in a frame of other origin',
  'object',
];

for (const kind of KINDS)
  test(`D5: a term in a frame has its card: ${kind}`, async ({ tab, site }) => {
    await tab.goto(`${site}/frame-kinds.html`);
    const { x, y } = await showFrame(tab, kind);
    await expect
      .poll(async () => {
        await tab.move(x + 30, y + 15);
        await tab.move(x + 32, y + 16);
        return seeFramedCards(tab);
      })
      .toEqual(['Cilium']);
  });

test('D6: of 200 frames only those with text take part', async ({
  tab,
  numberedTab,
  asker,
  site,
  findings,
}) => {
  await tab.goto(`${site}/framed.html`);
  await tab.evaluate(() => {
    for (let i = 0; i < 200; i++) document.body.append(document.createElement('iframe'));
  }, null);
  await findings();
  const tops = async () => (await asker.frames(numberedTab.number)).map(frame => frame.top);
  expect(await tops()).toEqual([true]);
  await tab.evaluate(() => frames[7]?.document.body.append('Cilium, eBPF and Kubernetes'), null);
  await expect.poll(async () => (await findings()).terms.map(({ id }) => id).sort()).toContain('cilium');
  await expect.poll(async () => (await tops()).sort()).toEqual([false, true]);
});

test('frames in shadow roots, which the browser does not count, are waited for', async ({
  tab,
  site,
  findings,
}) => {
  await tab.goto(`${site}/framed.html`);
  const before = (await findings()).terms.find(({ id }) => id === 'tetragon')?.count ?? 0;
  await tab.evaluate(() => {
    const host = document.createElement('div');
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>Tetragon, eBPF and Cilium, in a frame of a shadow root</p>';
    host.attachShadow({ mode: 'open' }).append(frame);
    document.body.append(host);
  }, null);
  await expect
    .poll(async () => (await findings()).terms.find(({ id }) => id === 'tetragon')?.count)
    .toBe(before + 1);
});

/** Long enough for a few frames to be drawn on a busy machine. */
const DRAWN_MS = 300;

/** Makes a frame the only one that is seen, high enough for a card, and says where it is. */
const showFrame = (tab: Tab, title: string) =>
  tab.evaluate(
    ([title, drawnMs]) => {
      for (const frame of document.querySelectorAll<HTMLElement>('iframe, object'))
        if (frame.title === title) frame.style.height = '600px';
        else frame.style.visibility = 'hidden';
      const frame = document.querySelector(`[title="${title}"]`);
      frame?.scrollIntoView();
      const { x, y } = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
      // Until this is drawn, Chromium sends the pointer to whichever frame was there before.
      return new Promise<{ x: number; y: number }>(resolve => setTimeout(() => resolve({ x, y }), drawnMs));
    },
    [title, DRAWN_MS] as const,
  );
