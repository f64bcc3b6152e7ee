import browser, { type Runtime } from 'webextension-polyfill';
import { type FrameFindings, haveAllAnswered, isFrameFindings } from './findings.ts';
import { listenUntil } from './listen.ts';
import type { PackedTerms } from './words/packed-terms.ts';
import { type Answer, isQuestion, type Question } from './words/question.ts';
import type { Entry } from './words/term.ts';

/** What a page's script asks of the background. Nothing here changes what the reader chose. */
export interface BackgroundCalls {
  /** What the card says of a term; null when there is no such term. */
  entry: (id: string) => Entry | null;
  /** The groups that are not marked by default. */
  otherTerms: (_: '') => PackedTerms;
  /** Judges what is meant on the sender's page. Nothing of the question is kept. */
  judge: (question: Question) => Answer;
  /** Puts the script that explains terms into the sender's frame, and answers when it has run. */
  card: (_: '', from: Runtime.MessageSender) => void;
  /** Opens the recap in a new tab, at a section. */
  openReader: (section: string, from: Runtime.MessageSender) => void;
  /** What marks look like where a shadow root needs a sheet of its own. */
  marksSheet: (_: '') => string;
  /** Keys went past the last term of the sender's frame, or the first: `next` or `previous`, the frame, and `entered`. */
  stepOn: (from: string, sender: Runtime.MessageSender) => void;
  /** Has the page show a term's card for the sender, a frame that is too small for it; or no longer (''). */
  explainAbove: (term: string, from: Runtime.MessageSender) => void;
  /** The terms found on the sender's page, or whether it is marked, have changed. */
  changed: (_: '', from: Runtime.MessageSender) => void;
}

/** What the popup and the background have one frame of a page do. All of it ends with a card, and so needs its script. */
export interface FrameCalls {
  /** Scrolls to a term's occurrence and opens its card. */
  goTo: (place: Place) => void;
  /** Goes from term to term by the reader's keys. */
  step: (step: Step) => void;
  /** Shows a term's card for a frame that is too small for it, or no longer (''). */
  explain: (term: string) => void;
}

/** An occurrence, by its order among those of its term in its frame. */
export interface Place {
  term: string;
  index: number;
}

/** Where the reader's keys go. */
export interface Step {
  to: 'next' | 'previous' | 'here';
  /** How many frames were gone into on the way; in one of those it begins with the first or last term. */
  entered: number;
  /** How many terms stand in the frames before this one, and how many in all. */
  before: number;
  total: number;
}

type Call<Calls extends { [name in keyof Calls]: (...args: never[]) => unknown }> = {
  [Name in keyof Calls]: { call: Name; argument: Parameters<Calls[Name]>[0] };
}[keyof Calls];

/** Rejects, rather than throws, where the extension is gone and its scripts live on. */
const background = async <Name extends keyof BackgroundCalls>(
  call: Name,
  argument: Parameters<BackgroundCalls[Name]>[0],
): Promise<ReturnType<BackgroundCalls[Name]>> => browser.runtime.sendMessage({ call, argument });

export const askEntry = (id: string) => background('entry', id);
export const askOtherTerms = () => background('otherTerms', '');
export const askMeanings = (question: Question) => background('judge', question);
export const askCard = () => background('card', '');
export const askMarksSheet = () => background('marksSheet', '');
export const askReader = (section: string) => background('openReader', section);
export const askStepOn = (to: 'next' | 'previous', frame: string, entered: number) =>
  background('stepOn', `${to} ${frame} ${entered}`);
export const askAbove = (term: string) => background('explainAbove', term);
export const tellChanged = () => background('changed', '');

/** Answers the calls of page scripts; anything else is refused. */
export function answerPages(calls: BackgroundCalls): void {
  browser.runtime.onMessage.addListener((message: unknown, from: Runtime.MessageSender) => {
    if (!isBackgroundCall(message)) return Promise.reject(new Error('not a message of this extension'));
    return Promise.resolve(calls[message.call](message.argument as never, from));
  });
}

function isBackgroundCall(message: unknown): message is Call<BackgroundCalls> {
  if (typeof message !== 'object' || message === null) return false;
  const { call, argument } = message as Record<string, unknown>;
  if (call === 'judge') return isQuestion(argument);
  return BACKGROUND_CALLS.has(call) && typeof argument === 'string' && argument.length <= ID_MAX_CHARS;
}

const BACKGROUND_CALLS: ReadonlySet<unknown> = new Set<keyof BackgroundCalls>([
  'entry',
  'otherTerms',
  'card',
  'openReader',
  'marksSheet',
  'stepOn',
  'explainAbove',
  'changed',
]);
/** No id of a term or section is longer. */
const ID_MAX_CHARS = 100;

/** The page itself, where a frame is named. */
const TOP = '';

const frame = <Name extends keyof FrameCalls>(
  tab: number,
  frame: string,
  call: Name,
  argument: Parameters<FrameCalls[Name]>[0],
): Promise<void> =>
  // The other frames of the page hear it as well, and ignore it.
  browser.tabs.sendMessage(tab, { frame, call, argument });

/** Has a frame scroll to a place in it. */
export const goTo = (tab: number, at: string, place: Place) => frame(tab, at, 'goTo', place);
/** Has a frame follow the reader's keys. */
export const stepIn = (tab: number, at: string, step: Step) => frame(tab, at, 'step', step);
/** Passes on to the page itself what a frame of it cannot show. Where nothing of ours runs there, nothing is shown. */
export const explainInPage = (tab: number, term: string) =>
  frame(tab, TOP, 'explain', term).catch(() => undefined);

/** Lets a frame be told what to do, for as long as the signal says; `followCall` finds out what it is. */
export function hearCalls(name: string, onCall: (message: unknown) => void, signal: AbortSignal): void {
  const isPage = window === window.top;
  const onMessage = (message: unknown): undefined => {
    const { frame } = (message ?? {}) as { frame?: unknown };
    if (frame === name || (isPage && frame === TOP)) onCall(message);
  };
  listenUntil(signal, browser.runtime.onMessage, onMessage);
}

/** Does what a frame is told, and nothing when it is told nonsense. */
export function followCall(message: unknown, calls: FrameCalls): void {
  const { call, argument } = (message ?? {}) as { call?: unknown; argument?: unknown };
  if (call === 'goTo' && isPlace(argument)) calls.goTo(argument);
  else if (call === 'step' && isStep(argument)) calls.step(argument);
  else if (call === 'explain' && typeof argument === 'string') calls.explain(argument);
}

function isPlace(value: unknown): value is Place {
  const { term, index } = (value ?? {}) as Partial<Place>;
  return typeof term === 'string' && Number.isSafeInteger(index);
}

const STEPS: ReadonlySet<unknown> = new Set<Step['to']>(['next', 'previous', 'here']);
function isStep(value: unknown): value is Step {
  const { to, entered, before, total } = (value ?? {}) as Partial<Step>;
  return (
    STEPS.has(to) &&
    Number.isSafeInteger(entered) &&
    Number.isSafeInteger(before) &&
    Number.isSafeInteger(total)
  );
}

const FINDINGS = 'findings';
/** Lets a frame answer the popup and the background for as long as the signal says. */
export function answerFindings(findings: () => Promise<FrameFindings>, signal: AbortSignal): void {
  const onConnect = (port: Runtime.Port) => {
    if (port.name !== FINDINGS) return;
    let waits = true;
    port.onDisconnect.addListener(() => {
      waits = false;
    });
    void findings().then(answer => waits && port.postMessage(answer));
  };
  listenUntil(signal, browser.runtime.onConnect, onConnect);
}

/** Frames answer at once, but some never do, having no text; after this long all that will answer have. */
const ANSWER_MS = 150;

/**
 * Asks every frame of a tab for its findings. A port is used because a message brings back one answer only,
 * and listing the frames would need a permission that reads as "your browsing history".
 * @returns nothing when no script of ours runs in the tab
 */
export function askFindings(tab: number): Promise<FrameFindings[]> {
  return new Promise(resolve => {
    const frames: FrameFindings[] = [];
    const port = browser.tabs.connect(tab, { name: FINDINGS });
    const done = () => {
      clearTimeout(timer);
      port.disconnect();
      resolve(frames);
    };
    const timer = setTimeout(done, ANSWER_MS);
    port.onMessage.addListener(message => {
      if (isFrameFindings(message)) frames.push(message);
      if (haveAllAnswered(frames)) done();
    });
    port.onDisconnect.addListener(() => {
      void browser.runtime.lastError; // read, or Chromium complains that nobody did
      done();
    });
  });
}
