import type { BrowserName } from '../browsers/find.ts';
import { launch, type Tab } from '../browsers/launch.ts';
import { markedWords, openCard } from '../browsers/marks.ts';
import { expect, pass, test } from './fixtures.ts';

/** Markup with the expected marks in brackets. */
const MARKUP = {
  'a word in prose': '<p>What [Cilium] does.</p>',
  'a form of two words': '<p>The [service mesh] and other [Service Meshes].</p>',
  'a form broken over lines': '<p>A [service\n   mesh] here.</p>',
  'a form with a no-break space': '<p>A [service&nbsp;mesh] here.</p>',
  'a form over inline elements':
    '<p>A [<b>service</b> mesh], a [<i>ser<b>vice</b></i> <a href="#x">mesh</a>].</p>',
  'a word over inline elements': '<p>[e<b>BPF</b>] and [Cil<!-- -->ium] and [Te<wbr>tra<wbr>gon].</p>',
  'no word over a line break': '<p>A service<br>mesh.</p>',
  'no word over blocks': '<p>A service</p><p>mesh</p><div>ser<div>vice</div></div>',
  'no word over table cells': '<table><tr><td>service</td><td>mesh</td></tr></table>',
  'no word over flex items': '<div style="display:flex"><span>service</span> <span>mesh</span></div>',
  'a word in each cell': '<table><tr><td>[Cilium]</td><td>[Hubble]</td></tr></table>',
  'a word that text in another cell runs into':
    '<table><tr><td>watch</td><td>[Cilium]</td><td>x</td><td><b>[e<i>BPF</i></b>]</td></tr></table>',
  'text around a block': '<div>[Cilium] <p>and [Hubble]</p> and [Envoy]</div>',
  'headings, lists, links, buttons':
    '<h2>[Cilium]</h2><ul><li>[Hubble]</ul><a href="#x">[Envoy]</a> <button>[Tetragon]</button>',
  'nothing inside longer words': '<p>Ciliums, xCilium, Cilium_x, Hubbles, meBPF, Envoyé, Cilium1</p>',
  'words beside punctuation and hyphens':
    '<p>([Cilium]), “[Hubble]”, [eBPF]-based, [Envoy]’s, [Cilium]/[Envoy].</p>',
  'upper and lower case as each form asks': '<p>xdp, Xdp, [XDP], [ebpf], [EBPF], [SERVICE MESH]</p>',
  'no code': '<pre>Cilium</pre><p><code>Cilium</code>, <kbd>Hubble</kbd>, <samp>Envoy</samp>, [eBPF]</p>',
  'no word that code runs into': '<p><code>x</code>Cilium beside, Cil<code>ium</code> across</p>'.replace(
    'Cilium',
    '[Cilium]',
  ),
  'no form fields':
    '<textarea>Cilium</textarea><input value="Hubble"><select><option>Envoy</option></select>',
  'no editors': '<div contenteditable>Cilium <p>Hubble</p></div><div role="textbox">Envoy</div>',
  'no scripts, styles or templates':
    '<script>"Cilium"</script><style>/*Hubble*/</style><template>Envoy</template>',
  'nothing hidden':
    '<p hidden>Cilium</p><p style="display:none">Hubble</p><p style="visibility:hidden">Envoy</p>' +
    '<details><summary>[Tetragon]</summary>eBPF</details><p>[Cilium] <span hidden>Hubble</span></p>',
};

const fill = (tab: Tab, html: string) =>
  tab.evaluate(content => {
    const main = document.querySelector('main');
    if (main) main.innerHTML = content;
  }, html);

/** The words in brackets, as they read once the markup is gone. */
function wanted(html: string): string[] {
  return [...html.matchAll(/\[([^\]]*)\]/g)].map(([, words = '']) =>
    words
      .replace(/<[^>]*>/g, '')
      .replaceAll('&nbsp;', ' ')
      .replace(/\s+/g, ' '),
  );
}

test.describe('marks', () => {
  for (const [title, html] of Object.entries(MARKUP))
    test(`markup: ${title}`, async ({ tab, site, findings }) => {
      await tab.goto(`${site}/blank.html`);
      await findings();
      await fill(tab, html.replaceAll(/[[\]]/g, ''));
      await expect.poll(() => markedWords(tab)).toEqual(wanted(html));
      const { terms } = await findings();
      expect(terms.reduce((sum, term) => sum + term.count, 0)).toBe(wanted(html).length);
    });

  test('every frame of a page is read', async ({ tab, site, findings }) => {
    await tab.goto(`${site}/frames.html`);
    await expect
      .poll(async () => (await findings()).terms.map(term => `${term.id} ${term.count}`).sort())
      .toEqual(['cilium 1', 'ebpf 1', 'envoy 1', 'hubble 1', 'service-mesh 1', 'tetragon 1']);
  });

  test('the frames of a frameset are read', async ({ tab, site, findings }) => {
    await tab.goto(`${site}/frameset.html`);
    await expect
      .poll(async () => (await findings()).terms.map(term => term.id).sort())
      .toEqual(['hubble', 'service-mesh']);
  });

  for (const file of ['drawing.svg', 'feed.xml', 'notes.txt'])
    test(`${file} is left alone`, async ({ tab, site }) => {
      await tab.goto(`${site}/${file}`);
      await pass(500);
      expect(await markedWords(tab)).toEqual([]);
      expect(await tab.evaluate(() => CSS.highlights.size, null)).toBe(0);
    });

  test('XHTML is read, its character sections too', async ({ tab, site }) => {
    await tab.goto(`${site}/page.xhtml`);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Hubble']);
  });

  test('a form whose inputs answer for the DOM is read like any other', async ({ tab, site, findings }) => {
    await tab.goto(`${site}/clobbered.html`);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Envoy', 'eBPF']);
    await openCard(tab, 'Cilium');
    await tab.evaluate(() => document.querySelector('form')?.remove(), null);
    await expect.poll(async () => (await findings()).terms).toEqual([]);
  });

  test('a node that a frame’s script has touched is read like any other', async ({ tab, site }) => {
    await tab.goto(`${site}/frames.html`);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
    await tab.evaluate(() => {
      const framed = document.querySelector('iframe')?.contentDocument?.querySelector('p');
      const text = framed?.firstChild;
      if (!framed || !text) return;
      document.querySelector('p')?.append(text);
      framed.append('and Envoy');
      document.body.append(framed);
    }, null);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Hubble', 'Envoy']);
  });

  test('a long text in an element without a box of its own is read', async ({ tab, site, findings }) => {
    await tab.goto(`${site}/blank.html`);
    await findings();
    const long = `<p>${'word '.repeat(5_000)}</p>`;
    await fill(tab, `<div style="display: contents">Hubble ${long}<p>Cilium</p></div>`);
    await expect
      .poll(async () => (await findings()).terms.map(term => term.id))
      .toEqual(['cilium', 'hubble']);
    expect(await markedWords(tab)).toContain('Hubble');
  });

  test('a few words far down a long page are read, code past them and all', async ({
    tab,
    site,
    findings,
  }) => {
    await tab.goto(`${site}/blank.html`);
    await findings();
    const long = `<p>${'word '.repeat(1_000)}</p>`.repeat(60);
    await fill(
      tab,
      `<div><pre>Envoy</pre>${long}</div><ul><li>switch<li>Cilium<li><code>Envoy</code></ul><p>Hubble</p>`,
    );
    await expect
      .poll(async () => (await findings()).terms.map(term => term.id))
      .toEqual(['cilium', 'hubble']);
  });

  test('a page that came over plain http is read like any other', async ({ tab, otherSite }) => {
    await tab.goto(`${otherSite}/sample.html`);
    expect(await tab.evaluate(() => isSecureContext, null)).toBe(false);
    await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
  });

  test('the strictest content security policy changes nothing', async ({ tab, site }) => {
    await tab.goto(`${site}/sample.html?csp`);
    await expect.poll(async () => (await markedWords(tab)).length).toBe(10);
  });
});

test.describe('keeping up', () => {
  test.beforeEach(async ({ tab, site, findings }) => {
    await tab.goto(`${site}/blank.html`);
    await findings();
    await fill(tab, '<p id="a">Cilium here</p><p id="b">nothing there</p>');
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium']);
  });

  const steps: { title: string; change: () => void; marks: string[] }[] = [
    {
      title: 'text set anew',
      change: () => void document.querySelector('#b')?.replaceChildren('now Hubble'),
      marks: ['Cilium', 'Hubble'],
    },
    {
      title: 'characters changed in place',
      change: () => {
        const text = document.querySelector('#a')?.firstChild;
        if (text instanceof Text) text.replaceData(0, 6, 'Tetragon');
      },
      marks: ['Tetragon'],
    },
    {
      title: 'characters put before a term',
      change: () => {
        const text = document.querySelector('#a')?.firstChild;
        if (text instanceof Text) text.insertData(0, 'so then ');
      },
      marks: ['Cilium'],
    },
    {
      title: 'a term completed by an inline element',
      change: () => {
        const [text, b] = [new Text('x mesh'), document.createElement('b')];
        document.querySelector('#a')?.replaceChildren(text);
        b.append('Ser', 'vice');
        text.splitText(1).before(' ', b);
      },
      marks: ['Service mesh'],
    },
    {
      title: 'a term taken apart',
      change: () => {
        const text = document.querySelector('#a')?.firstChild;
        if (text instanceof Text) text.insertData(3, '-');
      },
      marks: [],
    },
    { title: 'an element removed', change: () => document.querySelector('#a')?.remove(), marks: [] },
    {
      title: 'a body replaced',
      change: () => {
        const body = document.createElement('body');
        body.append('Envoy stands alone');
        document.body.replaceWith(body);
      },
      marks: ['Envoy'],
    },
    {
      title: 'the whole root replaced',
      change: () => {
        const root = document.createElement('html');
        root.append(document.createElement('head'), document.createElement('body'));
        root.lastElementChild?.append('Tetragon stands alone');
        document.documentElement.replaceWith(root);
      },
      marks: ['Tetragon'],
    },
    {
      title: 'the document emptied',
      change: () => document.documentElement.remove(),
      marks: [],
    },
    {
      title: 'the document written anew',
      change: () => {
        document.open();
        document.write('<p>Hubble, written anew</p>');
        document.close();
      },
      marks: ['Hubble'],
    },
    {
      title: 'a hidden element shown',
      change: () => {
        const main = document.querySelector('main');
        if (main) main.innerHTML = '<p id="h" hidden>Hubble, once hidden</p>';
        setTimeout(() => document.querySelector('#h')?.removeAttribute('hidden'), 400);
      },
      marks: ['Hubble'],
    },
    {
      title: 'an invisible element made visible where it is',
      change: () => {
        const main = document.querySelector('main');
        if (main) main.innerHTML = '<p id="h" style="visibility: hidden">Hubble, once invisible</p>';
        setTimeout(() => document.querySelector('#h')?.removeAttribute('style'), 400);
      },
      marks: ['Hubble'],
    },
    {
      title: 'what holds a dialog shown, without any height and far below the screen',
      change: () => {
        const main = document.querySelector('main');
        if (main)
          main.innerHTML =
            '<p style="height: 5000px"></p><div id="h" hidden><div style="position: fixed; top: 0">Hubble, in a dialog</div></div>';
        setTimeout(() => document.querySelector('#h')?.removeAttribute('hidden'), 400);
      },
      marks: ['Hubble'],
    },
    {
      title: 'a hidden element shown, visible in an invisible one',
      change: () => {
        const main = document.querySelector('main');
        if (main)
          main.innerHTML =
            '<div style="visibility: hidden"><p id="h" hidden style="visibility: visible">Hubble, once hidden</p></div>';
        setTimeout(() => document.querySelector('#h')?.removeAttribute('hidden'), 400);
      },
      marks: ['Hubble'],
    },
    {
      title: 'a <details> opened, with text and an element right in it',
      change: () => {
        const main = document.querySelector('main');
        if (main) main.innerHTML = '<details><summary>x</summary>Hubble and <a href="#x">Envoy</a></details>';
        setTimeout(() => document.querySelector('details')?.setAttribute('open', ''), 400);
      },
      marks: ['Hubble', 'Envoy'],
    },
    {
      title: 'a line break put into a term',
      change: () => {
        const main = document.querySelector('main');
        if (main) main.innerHTML = '<p>service mesh</p>';
        setTimeout(() => {
          const text = document.querySelector('p')?.firstChild;
          if (text instanceof Text) text.splitText(8).before(document.createElement('br'));
        }, 400);
      },
      marks: [],
    },
    {
      title: 'a block in an inline element added',
      change: () => {
        const span = document.createElement('span');
        span.innerHTML = '<div>Envoy in a block</div>';
        document.querySelector('#b')?.append(span);
      },
      marks: ['Cilium', 'Envoy'],
    },
    {
      title: 'prose made an editor',
      change: () => document.querySelector('#a')?.setAttribute('contenteditable', ''),
      marks: [],
    },
    {
      title: 'a shown element hidden',
      change: () => document.querySelector('#a')?.setAttribute('hidden', ''),
      marks: [],
    },
  ];
  for (const { title, change, marks } of steps)
    test(title, async ({ tab, findings }) => {
      await tab.evaluate(change, null);
      await expect.poll(() => markedWords(tab)).toEqual(marks);
      const counted = async () => (await findings()).terms.reduce((sum, term) => sum + term.count, 0);
      await expect.poll(counted).toBe(marks.length);
    });

  test('an element moved is marked anew, for Firefox paints no old mark in it', async ({ tab }) => {
    await tab.evaluate(() => {
      const [old] = CSS.highlights.get('contextual-glossary-unsure') ?? [];
      Object.assign(window, { old });
      document.querySelector('main')?.append(document.querySelector('#a') as Element);
    }, null);
    const isNew = () =>
      tab.evaluate(() => {
        const marks = CSS.highlights.get('contextual-glossary-unsure');
        return marks?.size === 1 && !marks.has((window as unknown as { old: AbstractRange }).old);
      }, null);
    await expect.poll(isNew).toBe(true);
  });

  test('marks are put back when the page clears the registry', async ({ tab }) => {
    await tab.evaluate(() => {
      CSS.highlights.clear();
      document.querySelector('#b')?.append(' and Hubble');
    }, null);
    await expect.poll(() => markedWords(tab)).toEqual(['Cilium', 'Hubble']);
  });

  test('a page that is still being read is quiet in the end', async ({ tab, findings }) => {
    await fill(
      tab,
      '<details><summary>[x]</summary>See <a href="#x">Cilium</a></details><div style="visibility:hidden">Hubble</div>' +
        '<canvas><b>Envoy</b></canvas><video><i>eBPF</i></video>',
    );
    await pass(1_500);
    expect((await findings()).terms).toEqual([]);
  });
});

test('at most 300 ranges are registered, where the reader is', async ({ tab, site, findings }) => {
  await tab.goto(`${site}/blank.html`);
  await findings();
  await fill(tab, `${'<p>Cilium and eBPF</p>'.repeat(1000)}<p id="end">Tetragon</p>`);
  await expect
    .poll(async () => (await findings()).terms.find(term => term.id === 'cilium')?.count)
    .toBe(1000);
  const count = async () => (await markedWords(tab)).length;
  await expect.poll(count).toBeGreaterThan(20);
  expect(await count()).toBeLessThanOrEqual(300);
  await tab.evaluate(() => document.querySelector('#end')?.scrollIntoView(), null);
  await expect.poll(() => markedWords(tab)).toContain('Tetragon');
  expect(await count()).toBeLessThanOrEqual(300);
});

test('a single container of 2,000 terms keeps to 100 ranges and follows the scroll', async ({
  tab,
  site,
  findings,
}) => {
  await tab.goto(`${site}/blank.html`);
  await findings();
  await fill(tab, `<div>${'Cilium and eBPF<br><br>'.repeat(1000)}<i id="end">Tetragon</i></div>`);
  await expect.poll(async () => (await markedWords(tab)).length).toBe(100);
  await tab.evaluate(() => document.querySelector('#end')?.scrollIntoView(), null);
  await expect.poll(() => markedWords(tab)).toContain('Tetragon');
  expect((await markedWords(tab)).length).toBe(100);
});

test('the page is the same with and without the extension', async ({ tab, site, findings, browserName }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
  expect(await markedWords(tab)).toHaveLength(10);
  const marked = await record(tab);

  const bare = await launch(browserName as BrowserName, { extension: null });
  const control = await bare.newTab();
  await control.goto(`${site}/sample.html`);
  expect(await markedWords(control)).toHaveLength(0);
  expect(marked).toEqual(await record(control));
  await bare.close();
});

/** What a page can tell of itself, and how often it changes while its text is changed once. */
async function record(tab: Tab) {
  await tab.evaluate(() => {
    const seen: string[] = [];
    new MutationObserver(records => seen.push(...records.map(({ type }) => type))).observe(document, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(window, { seen });
    document.querySelector('h2')?.append(' with Cilium');
  }, null);
  await pass(600);
  return tab.evaluate(
    () => ({
      innerHTML: document.documentElement.innerHTML,
      innerText: document.body.innerText,
      height: document.documentElement.scrollHeight,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      globals: Object.keys(window).sort(),
      mutations: (window as unknown as { seen: string[] }).seen,
    }),
    null,
  );
}
