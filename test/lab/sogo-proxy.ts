// The web server in front of SOGo that an administrator would set up: static files from the distribution, all else to sogod.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const RESOURCES = '/usr/share/GNUstep/SOGo/WebServerResources';
const RESOURCE_PATH = /^\/SOGo(?:\.woa)?\/WebServerResources(\/[^?]*)/;
const TYPES: Record<string, string> = {
  ...{ '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon' },
  ...{ '.woff2': 'font/woff2', '.woff': 'font/woff', '.html': 'text/html', '.json': 'application/json' },
};

const [webPort = 0, appPort = 0] = process.argv.slice(2).map(Number);

const sendFile = (path: string, response: ServerResponse): void => {
  // `normalize` of an absolute path never leads above its root.
  const file = join(RESOURCES, normalize(decodeURIComponent(path)));
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' });
  createReadStream(file).pipe(response);
};

/** SOGo builds the addresses that it hands out from these headers. */
const toSogoHeaders = ({ headers }: IncomingMessage): Record<string, string | string[] | undefined> => ({
  ...headers,
  connection: 'close',
  'x-webobjects-server-protocol': 'HTTP/1.0',
  'x-webobjects-remote-host': '127.0.0.1',
  'x-webobjects-server-name': '127.0.0.1',
  'x-webobjects-server-port': String(webPort),
  'x-webobjects-server-url': `http://127.0.0.1:${webPort}`,
});

const passOn = (asked: IncomingMessage, response: ServerResponse): void => {
  const headers = toSogoHeaders(asked);
  // SOGo closes each connection without a word: one that is used again would be lost at times.
  const passed = request({ host: '127.0.0.1', port: appPort, path: asked.url, method: asked.method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'cache-control': 'no-store' });
    answer.pipe(response);
  });
  passed.on('error', (error) => {
    process.stderr.write(`proxy: ${asked.method} ${asked.url}: ${error}\n`);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  asked.pipe(passed);
};

createServer((asked, response) => {
  const resource = RESOURCE_PATH.exec(asked.url ?? '')?.[1];
  if (resource !== undefined) sendFile(resource, response);
  else if (asked.url === '/') response.writeHead(302, { location: '/SOGo/' }).end();
  else passOn(asked, response);
}).listen(webPort, '127.0.0.1');
