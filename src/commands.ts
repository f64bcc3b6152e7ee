import browser, { type Tabs } from 'webextension-polyfill';
import { type FrameFindings, inPageOrder, joinFrames } from './findings.ts';
import { askFindings, type Step, stepIn } from './messages.ts';
import { loadSettings, markEverywhere, markSite } from './settings.ts';

/** What the reader's keys do; wxt.config.ts suggests keys for the names. */
const STEPS = new Map<string, Step['to']>([
  ['next-term', 'next'],
  ['previous-term', 'previous'],
  ['explain-here', 'here'],
]);
const MARK = 'mark-site';

/** Follows the browser's commands, which readers can give other keys. */
export function followCommands(): void {
  browser.commands?.onCommand.addListener((name, tab) => void follow(name, tab));
}

async function follow(name: string, given?: Tabs.Tab): Promise<void> {
  const tab = given?.id ?? (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  if (tab === undefined) return;
  const frames = await askFindings(tab);
  const to = STEPS.get(name);
  if (to) await stepFrom(tab, frames, to);
  else if (name === MARK) await toggleMarking(frames);
}

/** Steps in the frame that has the focus; where that has no terms, in one that it is in, or else in the first that has. */
async function stepFrom(tab: number, frames: FrameFindings[], to: Step['to']): Promise<void> {
  const withTerms = inPageOrder(frames).filter(({ places }) => places > 0);
  const frame = withTerms.findLast(({ focused }) => focused) ?? withTerms[0];
  if (frame) await stepIn(tab, frame.frame, stepOf(withTerms, frame, to, 0));
}

/** Steps on into the frame after, or before, the one whose last term was passed; around the end. */
export async function stepOn(tab: number, from: string): Promise<void> {
  const [to, frame, hops] = from.split(' ');
  const entered = Number(hops);
  if (to !== 'next' && to !== 'previous') return;
  const withTerms = inPageOrder(await askFindings(tab)).filter(({ places }) => places > 0);
  const at = withTerms.findIndex(one => one.frame === frame) + (to === 'next' ? 1 : -1);
  const next = withTerms.at(at % withTerms.length);
  // Once around: of all terms that were counted, none has a place on the screen.
  if (next && entered < withTerms.length)
    await stepIn(tab, next.frame, stepOf(withTerms, next, to, entered + 1));
}

function stepOf(frames: FrameFindings[], frame: FrameFindings, to: Step['to'], entered: number): Step {
  const count = (some: FrameFindings[]) => some.reduce((sum, { places }) => sum + places, 0);
  const before = count(frames.slice(0, frames.indexOf(frame)));
  return { to, entered, before, total: count(frames) };
}

/** Marks the page's site, or leaves it alone. Where nothing is marked anywhere, whoever asks for it here wants that changed. */
async function toggleMarking(frames: FrameFindings[]): Promise<void> {
  const page = joinFrames(frames);
  if (!page) return;
  if (!page.marked && !(await loadSettings()).on) await markEverywhere(true);
  await markSite(page.site, !page.marked);
}
