import entries from 'virtual:glossary/entries';
import lexiconText from 'virtual:glossary/lexiconText';
import otherTerms from 'virtual:glossary/otherTerms';
import browser, { type Tabs } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { followCommands, stepOn } from '../src/commands.ts';
import { joinFrames, type PageFindings } from '../src/findings.ts';
import { answerPages, askFindings, explainInPage } from '../src/messages.ts';
import { markRules } from '../src/page/mark-rules.ts';
import { createSenses, type Senses } from '../src/words/senses.ts';
import weights from '../src/words/weights.json' with { type: 'json' };

const ICON = { on: iconPaths('icon'), off: iconPaths('off') };
/** Firefox starts the scripts of a new version in pages that are open. */
const STARTS_ITSELF = import.meta.env.FIREFOX;
const ACCENT = '#0f766e';
/** A page that is too busy to answer is asked again so often, and so much later. */
const TRIES = 5;
const AGAIN_MS = 1_000;

export default defineBackground(() => {
  answerPages({
    entry: id => (Object.hasOwn(entries, id) ? (entries[id] ?? null) : null),
    otherTerms: () => otherTerms,
    marksSheet: () => markRules(false),
    judge: question => senses().answer(question),
    async card(_, { tab, frameId }) {
      if (tab?.id === undefined || frameId === undefined) return;
      const target = { tabId: tab.id, frameIds: [frameId] };
      await browser.scripting.executeScript({ target, files: ['card.js'], injectImmediately: true });
    },
    openReader: (section, from) =>
      void browser.tabs.create({
        url: `${browser.runtime.getURL('reader.html')}#${encodeURIComponent(section)}`,
        ...(from.tab && { index: from.tab.index + 1 }),
      }),
    stepOn: (from, { tab }) => (tab?.id === undefined ? undefined : void stepOn(tab.id, from)),
    explainAbove: (term, { tab }) => (tab?.id === undefined ? undefined : void explainInPage(tab.id, term)),
    changed: (_, from) => {
      if (from.tab?.id !== undefined) refresh(from.tab.id);
    },
  });
  followCommands();
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (STARTS_ITSELF || (reason !== 'install' && reason !== 'update')) return;
    void startInOpenTabs();
  });
  void browser.action.setBadgeBackgroundColor({ color: ACCENT });
  // Firefox only: Chromium picks a legible colour by itself.
  void browser.action.setBadgeTextColor?.({ color: '#ffffff' });
});

/** Marks pages that were open before this version came, and have no script or one whose extension is gone. */
async function startInOpenTabs(): Promise<void> {
  const start = async ({ id }: Tabs.Tab) => {
    if (id === undefined) return;
    const target = { tabId: id, allFrames: true };
    await browser.scripting.insertCSS({ target, files: ['assets/marks.css'] });
    await browser.scripting.executeScript({ target, files: ['glossary.js'] });
  };
  // Pages of browsers and stores, and tabs that were unloaded, refuse.
  await Promise.allSettled((await browser.tabs.query({ discarded: false })).map(start));
}

/** Made for the first question: most times the background wakes, there is none. */
let made: Senses | undefined;
const senses = (): Senses => {
  made ??= createSenses(JSON.parse(lexiconText), weights);
  return made;
};

/** Tabs that are being looked at, and whether something changed since. */
const looking = new Map<number, { again: boolean }>();

/** Shows on the toolbar how many terms a tab has, or that it is not marked. Frames that speak at once cost one look. */
function refresh(tab: number): void {
  const before = looking.get(tab);
  if (before) {
    before.again = true;
    return;
  }
  const look = { again: false };
  looking.set(tab, look);
  void readPage(tab)
    .then(page => page && show(tab, page))
    .catch(() => undefined) // the tab was closed meanwhile
    .then(() => {
      looking.delete(tab);
      if (look.again) refresh(tab);
    });
}

async function readPage(tab: number): Promise<PageFindings | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const page = joinFrames(await askFindings(tab));
    if (page) return page;
    await new Promise(resolve => setTimeout(resolve, AGAIN_MS));
  }
  return null;
}

async function show(tab: number, { terms, marked }: PageFindings): Promise<void> {
  const count = terms.filter(term => !term.muted).length;
  await browser.action.setBadgeText({ tabId: tab, text: count > 0 ? String(count) : '' });
  await browser.action.setIcon({ tabId: tab, path: marked ? ICON.on : ICON.off });
}

function iconPaths(name: string): Record<number, string> {
  return Object.fromEntries([16, 32, 48].map(size => [size, `/icon/${name}-${size}.png`]));
}
