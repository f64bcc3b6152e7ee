import { type BenchTab, interleave, taskMs } from '../measure.ts';
import { browserOf, namesOf, type Part } from './part.ts';

const TERMS = 10_000;
const FRAMES = 60;
const APPENDS = 400;

/** What a change costs the page itself when 10,000 terms are on it. */
export const frames: Part = {
  name: 'frames',
  async run(bench) {
    const names = ['none', 'observer', ...namesOf(bench)];
    const costs = await interleave(names, bench.repeats.many, async name => {
      const tab = await browserOf(bench, name).open();
      try {
        await tab.goto(`${name}/made/full.html?${TERMS}`);
        return { frame: await frameMs(tab), append: await appendMicroseconds(tab) };
      } finally {
        await tab.close();
      }
    });
    const ratio = (value: 'frame' | 'append', name = 'ours') =>
      (costs.get(name)?.[value] ?? 0) / (costs.get('none')?.[value] ?? 0);
    return {
      goals: [
        {
          what: 'frame with one change, 10,000 terms',
          how: 'of none',
          reached: ratio('frame'),
          barest: ratio('frame', 'observer'),
          limit: 2,
          unit: '×',
        },
        {
          what: 'append and remove, 10,000 terms',
          how: 'of none',
          reached: ratio('append'),
          barest: ratio('append', 'observer'),
          limit: 1.2,
          unit: '×',
        },
      ],
      tables: [
        {
          title: 'A page with 10,000 terms',
          head: ['', 'frame with one change, main thread, ms', 'append and remove, µs'],
          rows: names.map(name => [name, costs.get(name)?.frame ?? 0, costs.get(name)?.append ?? 0]),
        },
      ],
    };
  },
};

/** What the main thread spends on a frame in which one text changes. */
async function frameMs({ page, cdp }: BenchTab): Promise<number> {
  const before = await taskMs(cdp);
  await page.evaluate(async frames => {
    const text = document.createTextNode('');
    document.body.prepend(text);
    for (let i = 0; i < frames; i++) {
      text.data = `frame ${i}`;
      await new Promise(requestAnimationFrame);
    }
  }, FRAMES);
  return ((await taskMs(cdp)) - before) / FRAMES;
}

/** How long the page's own script takes to put in a paragraph and take it out: the quickest of several batches. */
const appendMicroseconds = ({ page }: BenchTab): Promise<number> =>
  page.evaluate(async appends => {
    let least = Number.POSITIVE_INFINITY;
    for (let batch = 0; batch < 10; batch++) {
      const start = performance.now();
      for (let i = 0; i < appends; i++) {
        const line = document.createElement('p');
        line.textContent = 'a line with eBPF in it';
        document.body.append(line);
        line.remove();
      }
      least = Math.min(least, performance.now() - start);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return (least / appends) * 1_000;
  }, APPENDS);
