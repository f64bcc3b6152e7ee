import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};
const PAGES = join(import.meta.dirname, '../pages');

/** Serves `tests/pages` on this machine, any host name. `?csp` adds the strictest policy a page can have. */
export async function servePages(): Promise<{ port: number; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    try {
      const body = readFileSync(join(PAGES, normalize(decodeURIComponent(url.pathname))));
      response.setHeader('content-type', TYPES[extname(url.pathname)] ?? 'application/octet-stream');
      if (url.searchParams.has('csp'))
        response.setHeader(
          'content-security-policy',
          "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        );
      response.end(body);
    } catch {
      response.writeHead(404).end('not here');
    }
  });
  await new Promise<void>(resolve => server.listen(0, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
