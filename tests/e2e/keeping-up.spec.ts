import type { Tab } from '../browsers/launch.ts';
import { isCardOpen, markedWords, openCard } from '../browsers/marks.ts';
import { expect, pass, test } from './fixtures.ts';

// Pages that change, and how marks keep up with them. The ids are those of the failures that each test stands against.

const fill = (tab: Tab, html: string) =>
  tab.evaluate(content => {
    const main = document.querySelector('main');
    if (main) main.innerHTML = content;
  }, html);

/** What the scripts in the page share; functions that run there cannot reach what is around them here. */
interface Shared {
  marks: () => StaticRange[];
  textOf: (mark: AbstractRange) => string;
  frame: () => Promise<void>;
}
declare global {
  var shared: Shared;
}

test.beforeEach(async ({ tab, site, findings }) => {
  await tab.goto(`${site}/blank.html`);
  await findings();
  await tab.evaluate(() => {
    const ruler = document.createRange();
    globalThis.shared = {
      marks: () =>
        ['contextual-glossary-dotted-teal', 'contextual-glossary-unsure'].flatMap(name => [
          ...((CSS.highlights.get(name) ?? []) as Iterable<StaticRange>),
        ]),
      textOf(mark) {
        if (!mark.startContainer.isConnected || !mark.endContainer.isConnected) return '';
        const lengthOf = (node: Node) => (node as Text).length;
        if (mark.startOffset > lengthOf(mark.startContainer) || mark.endOffset > lengthOf(mark.endContainer))
          return ''; // such a range paints nothing
        ruler.setStart(mark.startContainer, mark.startOffset);
        ruler.setEnd(mark.endContainer, mark.endOffset);
        return ruler.toString().replace(/\s+/g, ' ');
      },
      /** A frame has been drawn, with all that was changed before. */
      frame: () =>
        new Promise(resolve =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          }),
        ),
    };
  }, null);
});

test('H5: in 1,000 random edits no frame shows a mark on a wrong word', async ({ tab, findings }) => {
  await fill(
    tab,
    '<p>so Cilium and a service <b>mesh</b> there, and Cilium again</p>'.repeat(12) +
      '<p>see <i>Cil<b>ium</b></i> or a <u>service</u> mesh here</p>'.repeat(8),
  );
  await expect.poll(async () => (await markedWords(tab)).length).toBe(12 * 3 + 8 * 2);
  const wrong = await tab.evaluate(async () => {
    const { marks, textOf, frame } = globalThis.shared;
    let seed = 4;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const paragraphs = [...document.querySelectorAll('p')].map(p => ({ p, html: p.innerHTML }));
    const textsOf = (p: Element): Text[] => {
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      return texts;
    };
    const edit = () => {
      const { p, html } = paragraphs[random(paragraphs.length)] as (typeof paragraphs)[0];
      const texts = textsOf(p);
      const text = texts[random(texts.length)];
      const kind = random(12);
      if (!text || kind === 0) p.innerHTML = html;
      else if (kind < 4) text.insertData(random(text.length + 1), 'x ');
      else if (kind < 7) text.deleteData(random(text.length + 1), 1 + random(3));
      else if (kind < 9) text.data = text.data.replace('Cilium', 'so Cilium');
      else if (kind === 9) text.splitText(random(text.length + 1)).before('y');
      else if (kind === 10) text.before(Object.assign(document.createElement('i'), { textContent: ' z ' }));
      else text.replaceWith(text.data);
    };
    const wrong: string[] = [];
    for (let round = 0; round < 125; round++) {
      for (let i = 0; i < 8; i++) edit();
      await frame();
      for (const mark of marks()) {
        const words = textOf(mark);
        if (!['', 'Cilium', 'service mesh'].includes(words)) wrong.push(words);
      }
    }
    return wrong;
  }, null);
  expect(wrong).toEqual([]);
  await findings();
  const { marked, there } = await tab.evaluate(() => {
    const text = [...document.querySelectorAll('p')].map(p => p.textContent).join('\n');
    return {
      marked: globalThis.shared.marks().map(globalThis.shared.textOf).sort(),
      there: (text.match(/\b(?:Cilium|service\s+mesh)\b/g) ?? [])
        .map(words => words.replace(/\s+/g, ' '))
        .sort(),
    };
  }, null);
  expect(marked.length).toBeGreaterThan(10);
  expect(marked).toEqual(there);
});

test('H6: what is moved, reordered or put back is marked where it is then', async ({ tab }) => {
  const words = ['Cilium', 'eBPF', 'Kubernetes', 'Istio'];
  await fill(tab, words.map(word => `<p>${word} here</p>`).join(''));
  await expect.poll(() => markedWords(tab)).toEqual(words);
  await tab.evaluate(
    () => document.querySelector('main')?.append(...[...document.querySelectorAll('p')].reverse()),
    null,
  );
  await expect.poll(() => markedWords(tab)).toEqual(words.toReversed());
  await tab.evaluate(() => {
    const p = document.querySelector('p');
    p?.remove();
    setTimeout(() => p && document.querySelector('main')?.append(p), 300);
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Kubernetes', 'eBPF', 'Cilium', 'Istio']);
  await tab.evaluate(() => {
    for (const p of document.querySelectorAll('p')) p.replaceWith(p.cloneNode(true));
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(['Kubernetes', 'eBPF', 'Cilium', 'Istio']);
});

test('P12: a storm of changes is followed while it lasts, and caught up with after it', async ({ tab }) => {
  await fill(tab, '<p>word</p>'.repeat(500));
  const frames = await tab.evaluate(
    () =>
      new Promise<number>(resolve => {
        const main = document.querySelector('main') as Element;
        const texts = [...document.querySelectorAll('p')].map(p => p.firstChild as Text);
        const start = performance.now();
        let [changed, added, drawn, ended] = [0, 0, 0, false];
        const draw = () => {
          drawn++;
          if (!ended) requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
        const timer = setInterval(() => {
          const seconds = (performance.now() - start) / 1_000;
          for (; changed < seconds * 5_000; changed++)
            (texts[changed % 500] as Text).data = changed % 3 ? `words ${changed}` : `Cilium ${changed}`;
          for (; added < seconds * 500; added++) {
            main.append(Object.assign(document.createElement('p'), { textContent: `line ${added}` }));
            if (added > 100) main.children[500]?.remove();
          }
          if (seconds < 3) return;
          ended = true;
          clearInterval(timer);
          for (const [i, text] of texts.entries()) text.data = i < 3 ? `Cilium ${i}` : 'rest';
          resolve(drawn);
        }, 4);
      }),
    null,
  );
  expect(frames).toBeGreaterThan(20);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Cilium', 'Cilium']);
});

test('P13: a page that clears the registry again and again is left alone after some times', async ({
  tab,
}) => {
  await fill(tab, '<p>Cilium</p><p id="b">calm</p>');
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  const put = await tab.evaluate(
    () =>
      new Promise<number[]>(resolve => {
        const start = performance.now();
        const put: [number, number] = [0, 0];
        const timer = setInterval(() => {
          const elapsed = performance.now() - start;
          if (CSS.highlights.size > 0) put[elapsed < 2_000 ? 0 : 1]++;
          CSS.highlights.clear();
          document.querySelector('#b')?.replaceChildren(`eBPF ${elapsed}`);
          if (elapsed < 4_000) return;
          clearInterval(timer);
          resolve(put);
        }, 40);
      }),
    null,
  );
  expect(put[0]).toBeGreaterThan(1);
  expect(put[0]).toBeLessThanOrEqual(8);
  expect(put[1]).toBeLessThanOrEqual(1);
});

test('P14: 5 MB with 20,000 terms keep to 300 ranges, which follow a fast scroll', async ({
  tab,
  findings,
}) => {
  const words = 'and some more words that stand here to make it long '.repeat(4);
  await tab.evaluate(words => {
    const p = `<p>Cilium <b>x</b> ${words}<i>y</i> z</p>`;
    (document.querySelector('main') as Element).innerHTML = p.repeat(20_000);
  }, words);
  await expect
    .poll(async () => (await findings().catch(() => null))?.terms.find(term => term.id === 'cilium')?.count, {
      timeout: 30_000,
    })
    .toBe(20_000);
  const seen = await tab.evaluate(async () => {
    const { marks, frame } = globalThis.shared;
    let most = 0;
    const end = document.documentElement.scrollHeight;
    for (let i = 1; i <= 20; i++) {
      scrollTo(0, (end / 23) * i);
      await frame();
      most = Math.max(most, marks().length);
    }
    // It has settled: of the next frames the third shows everything.
    for (let i = 0; i < 3; i++) await frame();
    const inView = [...document.querySelectorAll('p')].filter(p => {
      const { top, bottom } = p.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    const marked = new Set(marks().map(mark => mark.startContainer.parentElement));
    return { most, inView: inView.length, unmarked: inView.filter(p => !marked.has(p)).length };
  }, null);
  expect(seen.inView).toBeGreaterThan(5);
  expect(seen.unmarked).toBe(0);
  expect(seen.most).toBeLessThanOrEqual(300);
});

for (const [where, html] of Object.entries({
  'in one text': `<p style="font: 30px/36px sans-serif">${'Cilium and eBPF, '.repeat(1_000)}</p>`,
  'in a text between others': `<div>${`Cilium <p style="height: 450px">${'eBPF '.repeat(110)}</p>`.repeat(40)}</div>`,
}))
  test(`P14: what the screen holds is marked, also where that is more than 100 terms: ${where}`, async ({
    tab,
  }) => {
    await tab.evaluate(html => {
      (document.querySelector('main') as HTMLElement).innerHTML = html;
    }, html);
    const count = () => tab.evaluate(() => globalThis.shared.marks().length, null);
    await expect.poll(count).toBeGreaterThan(100);
    for (const y of [0, 1_000, 1_500]) {
      const unmarked = () =>
        tab.evaluate(y => {
          scrollTo(0, y);
          const marked = Map.groupBy(globalThis.shared.marks(), mark => mark.startContainer);
          const isMarked = (node: Node, at: number) =>
            marked.get(node)?.some(mark => mark.startOffset === at) ?? false;
          const range = document.createRange();
          const nodes = document.createTreeWalker(
            document.querySelector('main') as Node,
            NodeFilter.SHOW_TEXT,
          );
          let unmarked = 0;
          for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null)
            for (const { index } of node.data.matchAll(/Cilium|eBPF/g)) {
              range.setStart(node, index);
              range.setEnd(node, index + 1);
              const { top, bottom } = range.getBoundingClientRect();
              if (bottom > 0 && top < innerHeight && !isMarked(node, index)) unmarked++;
            }
          return unmarked;
        }, y);
      await expect.poll(unmarked).toBe(0);
      expect(await count()).toBeLessThanOrEqual(300);
    }
  });

for (const [what, html] of Object.entries({
  'one text of 1 MB': `<p>${'Cilium and many other words, that go on and on. '.repeat(20_000)}</p>`,
  'a paragraph of 60,000 inline elements': `<p>${'Cilium <b>and</b> many <i>other</i> words <u>here</u> '.repeat(20_000)}</p>`,
}))
  test(`P14: ${what} is read while the page goes on, and marked where the reader is`, async ({
    tab,
    findings,
  }) => {
    await tab.evaluate(html => {
      const main = document.querySelector('main') as HTMLElement;
      main.innerHTML = html;
    }, html);
    await expect
      .poll(
        async () => (await findings().catch(() => null))?.terms.find(term => term.id === 'cilium')?.count,
        {
          timeout: 30_000,
        },
      )
      .toBe(20_000);
    const count = async () => (await markedWords(tab)).length;
    await expect.poll(count).toBeGreaterThanOrEqual(100);
    await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight), null);
    const inView = () =>
      tab.evaluate(() => {
        const range = document.createRange();
        return globalThis.shared.marks().filter(mark => {
          range.setStart(mark.startContainer, mark.startOffset);
          range.setEnd(mark.endContainer, mark.endOffset);
          const { top, bottom } = range.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }).length;
      }, null);
    await expect.poll(inView).toBeGreaterThan(50);
    expect(await count()).toBeLessThanOrEqual(300);
  });

test('P15: of 50 screens that came and went nothing is kept', async ({ tab, findings }) => {
  await fill(tab, '<p>Cilium stays</p>');
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  const most = await tab.evaluate(async () => {
    const { marks } = globalThis.shared;
    const refs: WeakRef<Node>[] = [];
    Object.assign(globalThis, { refs });
    const main = document.querySelector('main') as Element;
    let most = 0;
    for (let screen = 0; screen < 50; screen++) {
      const section = document.createElement('section');
      for (let i = 0; i < 40; i++)
        section.innerHTML += `<p>Cilium ${i} and a service <b>mesh</b></p><x-row></x-row><p hidden>eBPF</p>`;
      main.append(section);
      // Each tenth stays until it is marked, should that ever be.
      for (let wait = 0; wait < (screen % 10 ? 1 : 100) && (wait === 0 || most <= 40); wait++) {
        await new Promise(resolve => setTimeout(resolve, screen % 10 ? 30 : 200));
        most = Math.max(most, marks().length);
      }
      for (const node of section.querySelectorAll('*')) {
        Object.assign(node, { known: true }); // or the browser could make it a new wrapper
        refs.push(new WeakRef(node));
      }
      section.remove();
    }
    return most;
  }, null);
  expect(most).toBeGreaterThan(40);
  expect(most).toBeLessThanOrEqual(300);
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  expect((await findings()).terms.map(({ id, count }) => `${id} ${count}`)).toEqual(['cilium 1']);
  const kept = async () => {
    await tab.evaluate(() => {
      // Has the browser collect what nobody holds.
      for (let i = 0; i < 60; i++) new Array(250_000).fill(i).map(String);
    }, null);
    return tab.evaluate(() => {
      const { refs } = globalThis as unknown as { refs: WeakRef<Node>[] };
      return refs.filter(ref => ref.deref()).length;
    }, null);
  };
  await expect.poll(kept, { timeout: 25_000 }).toBe(0);
});

test('P15: a list that uses its rows again is marked by what they hold when it rests', async ({
  tab,
  findings,
}) => {
  await fill(tab, '<div id="rows"></div>');
  await tab.evaluate(async () => {
    const rows = document.querySelector('#rows') as Element;
    rows.innerHTML = '<p>row</p>'.repeat(20);
    for (let top = 0; top <= 60; top++) {
      for (const [i, p] of [...rows.children].entries())
        (p.firstChild as Text).data = (top + i) % 4 ? `Row ${top + i}` : `Row ${top + i} of Cilium`;
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual(Array(5).fill('Cilium'));
  expect((await findings()).terms[0]?.count).toBe(5);
});

test('P16: a place that changes in every frame is read now and then, a calm one at once', async ({ tab }) => {
  await fill(tab, '<p id="a">Cilium <b>0</b></p><p id="b">calm</p>');
  await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  const seen = await tab.evaluate(
    () =>
      new Promise<{ read: number; seconds: number; calm: boolean }>(resolve => {
        const { marks, textOf } = globalThis.shared;
        const number = document.querySelector('b')?.firstChild as Text;
        const start = performance.now();
        let [read, changed, calm, last] = [0, false, false, marks()[0]];
        const tick = () => {
          const seconds = (performance.now() - start) / 1_000;
          number.data = String(seconds);
          const now = marks().find(mark => mark.startContainer.parentElement?.id === 'a');
          if (now !== last) read++;
          last = now;
          if (seconds > 1.5 && !changed) document.querySelector('#b')?.replaceChildren('calm eBPF');
          changed = seconds > 1.5;
          calm ||= marks().some(mark => textOf(mark) === 'eBPF');
          if (seconds < 3.5) requestAnimationFrame(tick);
          else resolve({ read, seconds, calm });
        };
        tick();
      }),
    null,
  );
  expect(seen.calm).toBe(true);
  expect(seen.read).toBeGreaterThan(1);
  expect(seen.read).toBeLessThanOrEqual(2 * seen.seconds + 4); // it has to be known for busy first
});

test('D12: after 50 changes of the route findings are what is seen, and no mark is left over', async ({
  tab,
  findings,
}) => {
  await fill(tab, '<article>start</article>');
  const last = await tab.evaluate(async () => {
    const words = ['Cilium', 'eBPF', 'Kubernetes', 'Istio', 'service mesh'];
    let word = '';
    for (let i = 0; i < 50; i++) {
      word = words[i % 5] as string;
      if (i % 4 === 0) history.pushState(null, '', `?route=${i}`);
      else if (i % 4 === 1) history.replaceState(null, '', `?route=${i}`);
      else if (i % 4 === 2) location.hash = `#r${i}`;
      else {
        const { navigation } = globalThis as unknown as {
          navigation?: EventTarget & { navigate: (url: string) => { finished: Promise<void> } };
        };
        navigation?.addEventListener(
          'navigate',
          event => (event as unknown as { intercept: (options: object) => void }).intercept({}),
          { once: true },
        );
        await navigation?.navigate(`?route=${i}`).finished;
      }
      const article = document.createElement('article');
      article.innerHTML = `<h1>Route ${i}</h1><p>It tells of ${word}.</p>`;
      document.querySelector('article')?.replaceWith(article);
      await new Promise(resolve => setTimeout(resolve, i % 10 ? 10 : 150));
    }
    return word;
  }, null);
  await expect.poll(() => markedWords(tab)).toEqual([last]);
  expect((await findings()).terms.map(({ count, excerpt }) => [count, excerpt.includes(last)])).toEqual([
    [1, true],
  ]);
  expect(await tab.evaluate(() => globalThis.shared.marks().length, null)).toBe(1);
});

const CLOUDS =
  '<h1>Observing Kubernetes</h1><p>Cilium and eBPF see each packet between the pods of a cluster, and Hubble shows flows.</p>';
const STARS =
  '<h1>A telescope in space</h1><p>The Hubble telescope of NASA took pictures of galaxies and stars from its orbit.</p>'.repeat(
    3,
  );

test('D12: what a page was about is forgotten when it goes on to another route', async ({
  tab,
  findings,
}) => {
  const go = (html: string, address: string) =>
    tab.evaluate(
      async ([html, address]) => {
        history.pushState(null, '', address);
        const main = document.querySelector('main') as Element;
        main.innerHTML = '<p>loading</p>';
        await new Promise(resolve => setTimeout(resolve, 250));
        main.innerHTML = html;
      },
      [html, address] as const,
    );
  await go(CLOUDS, '?clouds');
  await expect.poll(() => markedWords(tab)).toContain('Hubble');
  const plain = '<p>Hubble, they say, took some of the pictures of galaxies and stars.</p>';
  await go(STARS + plain, '?stars');
  await expect.poll(async () => (await findings()).terms).toEqual([]);
  await go(CLOUDS, '?clouds-again');
  await expect.poll(() => markedWords(tab)).toContain('Hubble');
});

test('a page that comes to speak of our field is judged anew, without a flicker of what was marked', async ({
  tab,
}) => {
  await fill(tab, '<p>eBPF first</p><p id="h">Then Hubble is looked at.</p>');
  await expect.poll(() => markedWords(tab)).toContain('eBPF');
  const gone = tab.evaluate(async () => {
    const { marks, textOf, frame } = globalThis.shared;
    let gone = 0;
    for (let i = 0; i < 90; i++) {
      if (i % 10 === 0)
        document
          .querySelector('main')
          ?.insertAdjacentHTML(
            'beforeend',
            `<p>Post ${i}: the Kubernetes cluster runs Cilium for its network policy, and pods talk by a service mesh.</p>`,
          );
      await frame();
      if (!marks().some(mark => textOf(mark) === 'eBPF')) gone++;
    }
    return gone;
  }, null);
  const isMeant = () =>
    tab.evaluate(() => {
      const meant = [...(CSS.highlights.get('contextual-glossary-dotted-teal') ?? [])];
      return meant.some(mark => globalThis.shared.textOf(mark) === 'Hubble');
    }, null);
  await expect.poll(isMeant).toBe(true);
  expect(await gone).toBe(0);
});

test('a pointer on 2,000 terms opens the card of the one under it', async ({ tab }) => {
  await fill(tab, `<p>${'Cilium and eBPF, then '.repeat(1_000)}</p>`);
  await expect.poll(async () => (await markedWords(tab)).length).toBe(300);
  await openCard(tab, 'eBPF');
  expect(await isCardOpen(tab)).toBe(true);
  await tab.move(5, 790);
  await pass(50);
});
