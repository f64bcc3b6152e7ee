import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { markEverywhere, markSite, type Settings } from '../../src/settings.ts';
import { BookIcon } from '../../src/ui/icons.tsx';
import { Switch } from '../../src/ui/switch.tsx';
import type { Entry, Group, Recap } from '../../src/words/term.ts';
import { openReader } from './open-reader.ts';
import { RecapTab } from './recap-tab.tsx';
import { type CurrentPage, useCurrentPage, useSettings } from './state.ts';
import { TermsTab } from './terms-tab.tsx';
import { ThisPageTab } from './this-page-tab.tsx';

const TABS = ['This page', 'Recap', 'Terms'] as const;
type Tab = (typeof TABS)[number];

/** The toolbar popup: what is on this page, the recap, and which terms are marked. */
export function Popup({
  recap,
  groups,
  entries,
}: {
  recap: Recap;
  groups: Group[];
  entries: Record<string, Entry>;
}) {
  const settings = useSettings();
  const page = useCurrentPage();
  const [tab, setTab] = useState<Tab>('This page');
  if (!settings) return null;
  return (
    <div class="popup">
      <header class="popup-head">
        <span class="popup-mark">
          <BookIcon size={20} />
        </span>
        <h1>Contextual Glossary</h1>
        <button type="button" class="link small end" onClick={() => void browser.runtime.openOptionsPage()}>
          Settings
        </button>
        <Switch label="Mark pages" on={settings.on} onChange={on => void markEverywhere(on)} />
      </header>
      <TabList tab={tab} setTab={setTab} found={page.state === 'read' ? markedTerms(page) : 0} />
      <div
        class="popup-panel"
        role="tabpanel"
        id="panel"
        aria-labelledby={`tab-${TABS.indexOf(tab)}`}
        key={tab}
      >
        {settings.unreadable.length > 0 && (
          <p class="popup-notice small">
            Stored settings that make no sense are ignored, and kept: {settings.unreadable.join(', ')}.
          </p>
        )}
        {tab === 'This page' && (
          <ThisPageTab page={page} settings={settings} groups={groups} entries={entries} />
        )}
        {tab === 'Recap' && <RecapTab recap={recap} entries={entries} />}
        {tab === 'Terms' && <TermsTab groups={groups} entries={entries} settings={settings} />}
      </div>
      <Foot tab={tab} page={page} settings={settings} recap={recap} />
    </div>
  );
}

/** How many terms are marked on the page: the number that the toolbar shows. */
const markedTerms = (page: CurrentPage & { state: 'read' }): number =>
  page.findings.terms.filter(term => !term.muted).length;

function TabList({ tab, setTab, found }: { tab: Tab; setTab: (tab: Tab) => void; found: number }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by && TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    if (!next) return;
    setTab(next);
    document.getElementById(`tab-${TABS.indexOf(next)}`)?.focus();
  };
  return (
    <div class="popup-tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
      {TABS.map((name, i) => (
        <button
          type="button"
          role="tab"
          id={`tab-${i}`}
          aria-selected={tab === name}
          aria-controls="panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => setTab(name)}
        >
          {name}
          {name === 'This page' && found > 0 && <span class="popup-count soft">{found}</span>}
        </button>
      ))}
    </div>
  );
}

function Foot({
  tab,
  page,
  settings,
  recap,
}: {
  tab: Tab;
  page: CurrentPage;
  settings: Settings;
  recap: Recap;
}) {
  if (tab === 'Recap')
    return (
      <footer class="popup-foot small">
        <button type="button" class="link" onClick={() => openReader()}>
          Open as a page
        </button>
        <span class="soft end">
          After {recap.author}, {recap.publisher}
        </span>
      </footer>
    );
  if (page.state !== 'read') return null;
  const { site } = page.findings;
  const name = site === 'file:' ? 'local files' : site;
  return (
    <footer class="popup-foot">
      <span>
        Mark on <b>{name}</b>
      </span>
      <Switch
        label={`Mark on ${name}`}
        on={!settings.sitesOff.has(site)}
        onChange={on => void markSite(site, on)}
      />
    </footer>
  );
}
