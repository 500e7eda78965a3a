// A time-stamp service on loopback: real RFC 3161 answers by openssl over HTTP, or whatever a hostile one would send.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tsa } from './issue-tsa';
import { answerWithOpenssl } from './openssl-timestamp';

export type AskedOfTsa = { path: string; headers: IncomingMessage['headers']; body: Uint8Array };

type Respond = (asked: AskedOfTsa, response: ServerResponse) => void | Promise<void>;

export type TsaOptions = {
  /** HTTP Basic, `user:password`. */
  login?: string;
  /** In place of the true answer. */
  respond?: Respond;
};

export type RunningTsa = { url: string; asked: AskedOfTsa[]; close(): Promise<void> };

export const REPLY = { 'content-type': 'application/timestamp-reply' } as const;

const answerTruly =
  (tsa: Tsa, { login }: TsaOptions): Respond =>
  async ({ headers, body }, response) => {
    const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
    if (headers.authorization !== expected) response.writeHead(401, { 'www-authenticate': 'Basic realm="tsa"' }).end();
    else if (headers['content-type'] !== 'application/timestamp-query') response.writeHead(415).end();
    else response.writeHead(200, REPLY).end(await answerWithOpenssl(body, tsa));
  };

export const startTsa = async (tsa: Tsa, options: TsaOptions = {}): Promise<RunningTsa> => {
  const asked: AskedOfTsa[] = [];
  const respond = options.respond ?? answerTruly(tsa, options);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { path: request.url ?? '', headers: request.headers, body: Uint8Array.from(Buffer.concat(chunks)) };
    asked.push(one);
    await respond(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
