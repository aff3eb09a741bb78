import { createServer, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { listen, stop } from './outside';

/** What a test serves at a path. */
export interface Content {
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Further headers, e.g. a Content-Security-Policy. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Served {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves contents by path on loopback; what is not there is answered with 404. */
export async function serve(
  contents:
    | Readonly<Record<string, Content>>
    | ((path: string, request: IncomingMessage) => Content | undefined),
): Promise<Served> {
  const find = typeof contents === 'function' ? contents : (path: string) => contents[path];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const content = find(pathname, request);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': content.type,
      'cache-control': 'no-store',
      ...content.headers,
    });
    response.end(content.body);
  });
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => stop(server) };
}

export function html(body: string, headers: Readonly<Record<string, string>> = {}): Content {
  return { type: 'text/html; charset=utf-8', body, headers };
}

/** Bundles a page's script with the real libraries it uses; the path counts from `tests/browser`. */
export async function script(entry: string): Promise<Content> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, '..', entry)],
    bundle: true,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.css': 'text' },
    logLevel: 'warning',
    write: false,
  });
  return { type: 'text/javascript; charset=utf-8', body: outputFiles[0]?.contents ?? '' };
}
