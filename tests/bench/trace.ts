/** An event of Chromium's trace, as far as it is read here. Times are in microseconds. */
export interface TraceEvent {
  name: string;
  /** "X" for what lasts, "M" for what says something of a thread. */
  ph: string;
  pid: number;
  tid: number;
  /** When it began, and how long it took, by the clock on the wall. */
  ts: number;
  dur?: number;
  /** How long the thread was really running meanwhile. */
  tdur?: number;
  args?: { name?: string; data?: EventData };
}

interface EventData {
  url?: string;
  functionName?: string;
  processId?: number;
  message?: string;
  frames?: { url: string; processId?: number }[];
  isOutermostMainFrame?: boolean;
}

/** What a page's main thread spent, in milliseconds of its own time. */
export interface Cost {
  /** Running the content script: evaluating it, its callbacks, and the microtasks behind them. */
  script: number;
  /** The same by the clock on the wall. */
  scriptWall: number;
  /** The tasks in which it ran, with all that the browser did there: making its world, handing messages to it. */
  tasks: number;
  /** The page's own scripts. */
  pageScript: number;
  /** Everything. */
  main: number;
  style: number;
  layout: number;
  /** The most that the content script ran in one task. */
  longest: number;
  /** By the clock on the wall: when the content script last ran for at least half a millisecond, and each mark. */
  lastMs: number;
  marksMs: Map<string, number>;
}

/** Categories that tell of tasks, scripts, style, layout and marks; anything more makes the page slower. */
export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute'];

const NOTICED_MS = 0.5;
const ms = (microseconds = 0): number => microseconds / 1_000;

/**
 * Adds up what happened on the main thread of the page from `host`.
 *
 * Why from a trace: `ScriptDuration` of the Performance domain leaves out microtasks, in which an asynchronous scanner
 * does most of its work (on a page of 65 kB it showed 46 ms of 93), and the task time of a page with the extension less
 * that of one without is the difference of two large, noisy numbers. In a trace, scripts have addresses.
 */
export function costOf(events: TraceEvent[], host: string): Cost {
  const cost: Cost = { ...NOTHING, marksMs: new Map() };
  const thread = mainThread(events, host);
  const lasting = events
    .filter(event => event.pid === thread.pid && event.tid === thread.tid && event.ph !== 'M')
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const inside: Frame[] = [];
  let task = { script: 0, all: 0 };
  const endTask = () => {
    cost.longest = Math.max(cost.longest, task.script);
    if (task.script > 0) cost.tasks += task.all;
  };
  for (const event of lasting) {
    const { name, ts, dur = 0, args } = event;
    while (inside.length > 0 && (inside.at(-1) as Frame).end <= ts) inside.pop();
    if (name === 'TimeStamp' && args?.data?.message) cost.marksMs.set(args.data.message, ms(ts));
    if (event.ph !== 'X') continue;
    if (name === 'RunTask' && inside.length === 0) {
      cost.main += ms(event.tdur);
      endTask();
      task = { script: 0, all: ms(event.tdur) };
    }
    if (name === 'UpdateLayoutTree') cost.style += ms(event.tdur);
    if (name === 'Layout') cost.layout += ms(event.tdur);
    const around = inside.at(-1)?.owner ?? null;
    const owner = ownerOf(event) ?? around;
    inside.push({ end: ts + dur, owner });
    if (owner === around) continue;
    // What is inside of another's time is taken from that one's.
    if (owner === 'script') task.script += ms(event.tdur);
    if (around === 'script') task.script -= ms(event.tdur);
    if (owner === 'script') cost.script += ms(event.tdur);
    if (around === 'script') cost.script -= ms(event.tdur);
    if (owner === 'script') cost.scriptWall += ms(dur);
    if (owner === 'page') cost.pageScript += ms(event.tdur);
    if (around === 'page') cost.pageScript -= ms(event.tdur);
    if (owner === 'script' && ms(event.tdur) >= NOTICED_MS) cost.lastMs = ms(ts + dur);
  }
  endTask();
  return cost;
}

const NOTHING = {
  script: 0,
  scriptWall: 0,
  tasks: 0,
  pageScript: 0,
  main: 0,
  style: 0,
  layout: 0,
  longest: 0,
  lastMs: 0,
};

interface Frame {
  end: number;
  owner: 'script' | 'page' | null;
}

/**
 * Whose an event is, if it says so. Microtasks do not; they are the content script's, since the pages that are measured
 * have no script or one that makes no promises, and the functions of others inside of them do say so.
 */
function ownerOf({ name, args }: TraceEvent): Frame['owner'] {
  if (name === 'RunMicrotasks') return 'script';
  if (name !== 'FunctionCall' && name !== 'EvaluateScript') return null;
  // What has no address is called by the browser's side of an extension: a message arrives.
  return args?.data?.url?.startsWith('http') ? 'page' : 'script';
}

/** The thread that ran the page from a host: the trace says which process has it, if not always before it begins. */
function mainThread(events: TraceEvent[], host: string): { pid: number; tid: number } {
  const pids = events.flatMap(({ args }) => {
    const data = args?.data;
    const frames = [
      ...(data?.frames ?? []),
      ...(data?.url ? [{ url: data.url, processId: data.processId }] : []),
    ];
    return frames.flatMap(({ url, processId }) =>
      url.includes(`//${host}`) && processId ? [processId] : [],
    );
  });
  const main = events.find(
    ({ name, pid, args }) => name === 'thread_name' && args?.name === 'CrRendererMain' && pid === pids.at(-1),
  );
  if (!main) throw new Error(`the trace does not tell which process had ${host}`);
  return main;
}
