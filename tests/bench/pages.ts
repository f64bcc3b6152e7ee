import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { readForms } from './contenders/contenders.ts';

/** A page to measure on: one of Debian's documentation pages, or one of ours. */
export interface BenchPage {
  id: string;
  /** Path on the server, behind the contender's name. */
  path: string;
  kind: 'small' | 'none' | 'large' | 'full';
}

const DOCS = '/usr/share/doc';
const LINUX = 'linux-doc-6.1/html';
const ASTROPY = 'python-astropy-doc/html';

/** By size. "none" have no term (but letters of terms inside other words); "full" is the generated one. */
export const PAGES: BenchPage[] = [
  { id: 'helpers15k', path: `${LINUX}/bpf/helpers.html`, kind: 'small' },
  { id: 'qa65k', path: `${LINUX}/bpf/bpf_devel_QA.html`, kind: 'small' },
  { id: 'table115k', path: `${ASTROPY}/table/access_table.html`, kind: 'none' },
  { id: 'code115k', path: `${ASTROPY}/_modules/astropy/nddata/nduncertainty.html`, kind: 'none' },
  { id: 'summary763k', path: `${LINUX}/filesystems/api-summary.html`, kind: 'large' },
  { id: 'kapi1m7', path: `${LINUX}/networking/kapi.html`, kind: 'large' },
  { id: 'maint4m1', path: `${LINUX}/process/maintainers.html`, kind: 'large' },
  { id: 'full10000', path: 'made/full.html?10000', kind: 'full' },
];

export const fileOf = ({ path }: BenchPage): string => join(DOCS, path);
export const sizeOf = (page: BenchPage): number =>
  page.kind === 'full' ? madePage('full.html', '10000').length : statSync(fileOf(page)).size;

/** @throws with what to install, if a page is missing */
export function requirePages(): void {
  const missing = PAGES.filter(page => page.kind !== 'full' && !existsSync(fileOf(page)));
  if (missing.length > 0)
    throw new Error(
      'The benchmark reads Debian’s documentation pages: apt-get install linux-doc-6.1 python-astropy-doc',
    );
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface BenchServer {
  port: number;
  /** Whether all of a host's page has arrived but for its end. */
  isHeld: (host: string) => boolean;
  /** Lets it end. */
  release: (host: string) => void;
  close: () => void;
}

/**
 * Serves Debian's pages and the made ones at /CONTENDER/PATH. Scripts of Debian's are off, so that all that runs is
 * measured; `evaluate` goes past that. With `?held` a page ends in a script that does not arrive before `release`.
 */
export async function serveBench(): Promise<BenchServer> {
  const held = new Map<string, ServerResponse>();
  const release = (host: string) => {
    held.get(host)?.end('');
    held.delete(host);
  };
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    const url = new URL(request.url ?? '/', `http://${host}`);
    const path = normalize(decodeURIComponent(url.pathname)).split('/').slice(2).join('/');
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', `script-src ${allowedScripts(url, path)}`);
    if (path === HELD) return void held.set(url.hostname, response);
    try {
      const body = path.startsWith('made/')
        ? Buffer.from(madePage(path.slice(5), url.search.slice(1)))
        : readFileSync(join(DOCS, path));
      response.write(body);
      response.end(url.searchParams.has('held') ? `<script src="/held/${HELD}"></script>` : '');
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    isHeld: host => held.has(host),
    release,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const HELD = 'held.js';

const allowedScripts = (url: URL, path: string): string =>
  path.startsWith('made/') ? "'self'" : `${url.origin}/held/`;

const made = new Map<string, string>();

function madePage(name: string, argument: string): string {
  const key = `${name}?${argument}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const page =
    name === 'drive.js'
      ? readFileSync(join(import.meta.dirname, name), 'utf8')
      : MADE[name]?.(Number.parseInt(argument, 10) || 0);
  if (page === undefined) throw new Error(`${name} is no page`);
  made.set(key, page);
  return page;
}

const html = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kubernetes and eBPF</title><body>${body}</body></html>`;

const WORDS =
  'the way in which a packet goes through a machine is told by programs that it meets there'.split(' ');

const MADE: Record<string, (argument: number) => string> = {
  'blank.html': () => html(''),
  /** So many terms, five in a paragraph of some forty words. */
  'full.html': terms => {
    const forms = readForms().filter(({ text }) => !text.includes(' '));
    const word = (i: number) =>
      i % 8 === 7 ? forms[(i >> 3) % forms.length]?.text : WORDS[i % WORDS.length];
    const paragraphs = Array.from({ length: Math.ceil(terms / 5) }, (_, p) =>
      Array.from({ length: 40 }, (_, w) => word(p * 40 + w)).join(' '),
    );
    return html(paragraphs.map(text => `<p>${text}.</p>`).join('\n'));
  },
  'frame.html': () => html('<p>A frame without a word.'),
  /** So many small frames, each with a sentence. */
  'frames.html': frames => html('<iframe width="80" height="40" src="frame.html"></iframe>'.repeat(frames)),
  /** So many lines for a script to change, and the script. */
  'lines.html': lines =>
    html(
      `<div id="lines">${'<p>a line of the feed that is new</p>'.repeat(lines)}</div><script src="drive.js"></script>`,
    ),
};
