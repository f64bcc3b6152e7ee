import { describe, expect, it } from 'vitest';
import { costOf, type TraceEvent } from './trace.ts';

const PID = 7;
const TID = 8;
const OURS = 'chrome-extension://abc/glossary.js';
const PAGE = 'http://s1.localhost/drive.js';

/** What a trace says of threads and frames before anything happens. */
const preamble: TraceEvent[] = [
  { name: 'thread_name', ph: 'M', pid: PID, tid: TID, ts: 0, args: { name: 'CrRendererMain' } },
  { name: 'thread_name', ph: 'M', pid: 1, tid: 1, ts: 0, args: { name: 'CrRendererMain' } },
  {
    ...{ name: 'FrameCommittedInBrowser', ph: 'I', pid: 2, tid: 2, ts: 0 },
    args: { data: { url: 'http://s1.localhost:80/ours/page.html', processId: PID } },
  },
];

/** Something that lasts, from and for so many milliseconds of the wall; half of that of the thread's own time. */
const lasts = (name: string, from: number, duration: number, url?: string): TraceEvent => ({
  ...{ name, ph: 'X', pid: PID, tid: TID, ts: from * 1_000, dur: duration * 1_000, tdur: duration * 500 },
  args: { data: url === undefined ? {} : { url } },
});

const cost = (...events: TraceEvent[]) => costOf([...preamble, ...events], 's1.localhost');

describe('the cost of a page', () => {
  it('counts what the content script runs, in thread time and by the clock on the wall', () => {
    const { script, scriptWall, main } = cost(
      lasts('RunTask', 0, 20),
      lasts('EvaluateScript', 2, 10, OURS),
      lasts('FunctionCall', 3, 4, OURS),
    );
    expect({ script, scriptWall, main }).toEqual({ script: 5, scriptWall: 10, main: 10 });
  });

  it('counts microtasks, which say of no script', () => {
    expect(cost(lasts('RunTask', 0, 20), lasts('RunMicrotasks', 0, 8)).script).toBe(4);
  });

  it('keeps the page’s own scripts apart, even inside of ours and around them', () => {
    const { script, pageScript } = cost(
      lasts('RunTask', 0, 40),
      lasts('RunMicrotasks', 0, 10),
      lasts('FunctionCall', 2, 4, PAGE),
      lasts('FunctionCall', 20, 10, PAGE),
      lasts('FunctionCall', 22, 2, OURS),
    );
    expect({ script, pageScript }).toEqual({ script: 4, pageScript: 6 });
  });

  it('finds the longest task of the content script, and counts only the tasks in which it ran', () => {
    const { longest, tasks } = cost(
      ...[lasts('RunTask', 0, 100), lasts('Layout', 0, 100)],
      ...[
        lasts('RunTask', 100, 20),
        lasts('FunctionCall', 100, 6, OURS),
        lasts('FunctionCall', 110, 4, OURS),
      ],
      ...[lasts('RunTask', 200, 8), lasts('FunctionCall', 200, 8, OURS)],
    );
    expect({ longest, tasks }).toEqual({ longest: 5, tasks: 14 });
  });

  it('leaves other threads and processes alone', () => {
    const elsewhere = { ...lasts('EvaluateScript', 0, 10, OURS), pid: 1, tid: 1 };
    expect(cost(elsewhere).script).toBe(0);
  });

  it('says when no process had the page', () => {
    expect(() => costOf(preamble, 'other.localhost')).toThrow('other.localhost');
  });
});
