// What the stand-ins for webmails that cannot be run here share: a loopback server with a login, signed messages and a log of requests.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StandinMessage = { id: string; subject: string; sender: string; bytes: Uint8Array };
export type Asked = { method: string; path: string; body: string };

/** Two secrets of one login: the cookie that scripts cannot read, and the one that the page hands back by itself. */
export type StandinSession = { cookie: string; token: string };

export type Standin = {
  url: string;
  messages: StandinMessage[];
  /** Everything asked of the server so far. */
  asked: Asked[];
  session(): StandinSession;
  /** The login ends; whoever opens the page again has a new one. */
  renewSession(): void;
  /** A new release of the webmail: `page` renames things in page and server, `server` in the server alone. */
  change(what: 'page' | 'server'): void;
  stop(): Promise<void>;
};

export type Answer = { status?: number; type: string; body: string | Uint8Array; headers?: Record<string, string> };
export type StandinState = { session: StandinSession; messages: StandinMessage[]; renamed: { page: boolean; server: boolean } };
/** `url` is relative to the server, `form` what was posted; null means there is no such thing. */
export type Respond = (
  asked: { method: string; url: URL; form: URLSearchParams; headers: IncomingMessage['headers'] },
  state: StandinState,
) => Answer | null;

const newSession = (): StandinSession => ({ cookie: randomBytes(12).toString('hex'), token: randomBytes(20).toString('base64url') });

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const send = (response: ServerResponse, answer: Answer | null): void => {
  const { status = 200, type, body, headers = {} } = answer ?? { status: 404, type: 'text/plain', body: 'no such thing' };
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Only the holder of the cookie of this login gets anything. */
export const isSignedIn = (headers: IncomingMessage['headers'], { session }: StandinState): boolean =>
  (headers.cookie ?? '').split('; ').includes(`standin=${session.cookie}`);

export const startStandin = async (
  messages: StandinMessage[],
  { host = '127.0.0.1', path }: { host?: string; path: string },
  respond: Respond,
): Promise<Standin> => {
  const state: StandinState = { session: newSession(), messages, renamed: { page: false, server: false } };
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      asked.push({ method: request.method ?? '', path: `${url.pathname}${url.search}`, body });
      send(response, respond({ method: request.method ?? '', url, form: new URLSearchParams(body), headers: request.headers }, state));
    })();
  });
  const port = await listen(server);
  return {
    url: `http://${host}:${port}${path}`,
    messages,
    asked,
    session: () => state.session,
    renewSession() {
      state.session = newSession();
    },
    change(what) {
      state.renamed[what] = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
