// A stand-in for a webmail that nobody knows: pages and mails of a test, served on loopback as they are.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PlainFile = { type: string; body: string | Uint8Array; disposition?: string };
export type PlainPages = { url: string; asked: string[]; stop(): Promise<void> };

export const startPlainPages = async (files: Readonly<Record<string, PlainFile>>): Promise<PlainPages> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const file = files[path];
    if (file === undefined) return void response.writeHead(404).end();
    const { type, body, disposition } = file;
    response.writeHead(200, { 'content-type': type, ...(disposition === undefined ? {} : { 'content-disposition': disposition }) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, asked, stop };
};
