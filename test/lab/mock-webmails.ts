// A mock and no webmail: fixture pages of Zimbra classic and of Carbonio, and the one address where both give the source of a message.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail } from '../webmail/build-page';
import * as carbonio from '../webmail/carbonio-pages';
import * as classic from '../webmail/zimbra-classic-pages';

/** Its body is written into a frame of the page (Zimbra) or a shadow root (Carbonio), as there. */
export type MockMail = Mail & { id: string; bytes: Uint8Array };
export type MockWebmails = {
  url: string;
  /** Addresses at which sources were asked for. */
  asked: string[];
  endSessions(): void;
  stop(): Promise<void>;
};

const COOKIE = 'ZM_AUTH_TOKEN';

/** Shows the message of the row that was pressed, as it lies ready in a template. */
const SCRIPT = `document.addEventListener('click', (event) => {
  const row = event.target.closest('[data-row]');
  if (row === null) return;
  const ready = document.getElementById('ready-' + row.dataset.row);
  document.getElementById('pane').replaceChildren(ready.content.cloneNode(true));
  const body = document.getElementById('body-' + row.dataset.row).innerHTML;
  const frame = document.querySelector('#pane iframe');
  if (frame !== null) { frame.contentDocument.open(); frame.contentDocument.write(body); frame.contentDocument.close(); }
  const wrapper = document.querySelector('#pane [data-testid="shadow-dom-wrapper"]');
  if (wrapper !== null) wrapper.attachShadow({ mode: 'open' }).innerHTML = body;
});`;

const STYLE =
  'body{margin:0;font:14px sans-serif}main{display:flex}#list{width:420px;padding:0;margin:0}#pane{flex:1;padding:8px}li{list-style:none}';

const PAGES: Record<string, { head: string; toRow(mail: MockMail): string; toPane(mail: MockMail): string }> = {
  '/zimbra/': {
    head: classic.toHead(classic.TOKEN),
    toRow: (mail) => classic.toRow({ id: mail.id, mail }),
    toPane: (mail) => classic.toPane({ id: mail.id, mail: { ...mail, body: '' } }),
  },
  '/carbonio/mails/folder/2': {
    head: `<head>${carbonio.SCRIPT}</head>`,
    toRow: (mail) => carbonio.toRow(mail.id, mail),
    toPane: (mail) => carbonio.toPanel(mail.subject, carbonio.toPreview(mail.id, { ...mail, body: '' })),
  },
};

const toPage = (path: string, mails: readonly MockMail[]): string => {
  const { head, toRow, toPane } = PAGES[path] as (typeof PAGES)[string];
  const rows = mails.map((mail) => `<div data-row="${mail.id}">${toRow(mail)}</div>`).join('');
  const ready = mails.map(
    (mail) => `<template id="ready-${mail.id}">${toPane(mail)}</template><template id="body-${mail.id}">${mail.body}</template>`,
  );
  return `<!doctype html><html>${head}<body><style>${STYLE}</style><h1 id="skin_outer">Mock</h1><main><div id="list">${rows}</div>
  <div id="pane"></div></main>${ready.join('')}<script>${SCRIPT}</script></body></html>`;
};

export const startMockWebmails = async (mails: readonly MockMail[]): Promise<MockWebmails> => {
  const asked: string[] = [];
  let session = 1;
  const giveSource = ({ url = '', headers }: IncomingMessage, response: ServerResponse): unknown => {
    asked.push(url);
    if (!(headers.cookie ?? '').split('; ').includes(`${COOKIE}=${session}`)) return response.writeHead(302, { location: '/login' }).end();
    const mail = mails.find(({ id }) => url === `/service/home/~/?auth=co&id=${id}`);
    return mail === undefined ? response.writeHead(404).end() : response.writeHead(200, { 'content-type': 'text/plain' }).end(mail.bytes);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://mock').pathname;
    if (path.startsWith('/service/')) giveSource(request, response);
    else if (PAGES[path] === undefined)
      response.writeHead(path.startsWith('/static/') ? 200 : 404, { 'content-type': 'text/javascript' }).end();
    else {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax` };
      response.writeHead(200, headers).end(toPage(path, mails));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    endSessions() {
      session += 1;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
