import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sayErrors } from '../commands/say.ts';
import { type Build, buildOurs, buildRevision } from './builds.ts';
import { buildContenders } from './contenders/contenders.ts';
import { openBrowser } from './measure.ts';
import { requirePages, serveBench } from './pages.ts';
import { counts } from './parts/counts.ts';
import { firefox } from './parts/firefox.ts';
import { frames } from './parts/frames.ts';
import { hover } from './parts/hover.ts';
import { memory } from './parts/memory.ts';
import { pages } from './parts/pages.ts';
import type { Bench, Outcome, Part } from './parts/part.ts';
import { senses } from './parts/senses.ts';
import { slices } from './parts/slices.ts';
import { start } from './parts/start.ts';
import { storms } from './parts/storms.ts';
import { terms } from './parts/terms.ts';
import { validate } from './parts/validate.ts';
import { keep } from './record.ts';
import { alignTable, sayOutcome, writeReport } from './report.ts';
import { explainPage } from './why.ts';

// Measures what the packed extension costs, beside others and beside what cannot be cheaper; with --why, where the time
// of one page goes.
const PARTS: Part[] = [
  ...[validate, start, pages, counts, terms, senses],
  ...[slices, frames, hover, storms, memory, firefox],
];
const USAGE = `npm run bench -- [--quick] [--against REVISION] [--only ${PARTS.map(({ name }) => name).join('|')}] [--why PAGE]`;
const REPEATS = { many: 5, few: 3, once: 1 };
const QUICK = { many: 3, few: 1, once: 0 };

await sayErrors(async () => {
  const options = readArguments();
  requirePages();
  if (options.why !== undefined) return why(options.why);
  const chosen = PARTS.filter(({ name }) => options.only === undefined || name === options.only);
  const outcomes: [string, Outcome][] = [];
  await withBench(options, async bench => {
    for (const part of chosen) {
      const startMs = Date.now();
      const outcome = await part.run({ ...bench, say: line => bench.say(`${part.name}: ${line}`) });
      outcomes.push([part.name, outcome]);
      sayOutcome(part.name, outcome, (Date.now() - startMs) / 1_000);
    }
  });
  if (options.against !== undefined) return; // another build's figures are no record of this commit
  writeReport(
    keep(outcomes, repeatsOf(options).few),
    PARTS.map(({ name }) => name),
  );
});

async function why(page: string): Promise<void> {
  const server = await serveBench();
  try {
    console.log(alignTable(await explainPage(page, server, REPEATS.few)));
  } finally {
    server.close();
  }
}

type Options = ReturnType<typeof readArguments>;

function repeatsOf({ quick }: Options): Bench['repeats'] {
  return quick ? QUICK : REPEATS;
}

/** Opens the browsers, runs something with them, and closes them whatever happens. */
async function withBench(options: Options, run: (bench: Bench) => Promise<void>): Promise<void> {
  const closing: (() => unknown)[] = [];
  try {
    const built: Build[] = [buildOurs()];
    if (options.against !== undefined) built.push(buildRevision(options.against));
    for (const { remove } of built) closing.push(remove);
    const server = await serveBench();
    closing.push(server.close);
    const peersFolder = await buildContenders();
    closing.push(() => rmSync(peersFolder, { recursive: true }));
    const open = async (folder: string) => {
      const browser = await openBrowser(folder, server);
      closing.push(browser.close);
      return browser;
    };
    const builds: Bench['builds'] = [];
    for (const { name, folder } of built) builds.push({ name, folder, browser: await open(folder) });
    const peers = await open(peersFolder);
    const say = (line: string) => console.error(line);
    await run({ builds, peers, peersFolder, server, repeats: repeatsOf(options), say });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        against: { type: 'string' },
        why: { type: 'string' },
      },
    });
    if (values.only !== undefined && !PARTS.some(({ name }) => name === values.only))
      throw new Error(`--only ${values.only}?`);
    return values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\nusage: ${USAGE}`);
  }
}
