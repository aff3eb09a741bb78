import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where the outside world would be: every request that leaves loopback ends here. */
export interface Outside {
  readonly port: number;
  /** What tried to leave, in order: an address, or a host and port for an encrypted connection. */
  readonly escaped: readonly string[];
  close(): Promise<void>;
}

/** Browsers send everything but loopback to their proxy; this one notes it and refuses. */
export async function startOutside(): Promise<Outside> {
  const escaped: string[] = [];
  const server = createServer((request, response) => {
    escaped.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    escaped.push(request.url ?? '');
    socket.destroy();
  });
  server.on('upgrade', (request, socket) => {
    escaped.push(request.url ?? '');
    socket.destroy();
  });
  const port = await listen(server);
  return { port, escaped, close: () => stop(server) };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

export async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
