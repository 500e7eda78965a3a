// What the pages of all webmails share: a receipt, an ordinary mail, and a page of our own markup at an address, with room for hostile content.
import { JSDOM } from 'jsdom';

export const ORIGIN = 'https://webmail.example';

export type Mail = { subject: string; sender: string; attachments: readonly string[]; body: string };
export const RECEIPT: Mail = {
  subject: 'CONSEGNA: offerta',
  sender: 'posta-certificata@pec.gestore.example',
  attachments: ['daticert.xml', 'postacert.eml', 'smime.p7s'],
  body: '<p>Ricevuta di avvenuta consegna</p>',
};
export const ORDINARY: Mail = { subject: 'Pranzo', sender: 'anna@posta.example', attachments: ['menu.pdf'], body: '<p>ciao</p>' };

export const toMarkup = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** `timeOrigin` tells one load of the page from the next. */
export const buildPage = (html: string, { path = '/', origin = ORIGIN, timeOrigin = 1000.5, cookie = '' } = {}): Document => {
  const { window } = new JSDOM(html, { url: `${origin}${path}` });
  Object.defineProperty(window.performance, 'timeOrigin', { value: timeOrigin });
  if (cookie !== '') window.document.cookie = cookie;
  return window.document;
};

/** Ids by which somebody might reach another message, another host or another request. */
export const HOSTILE_IDS = [
  ...['', '0', '-', '-0', '../5', '5/../6', '5&id=6', '5#', '5?x', '5 6', '5"><img src=x>', "5'", '5%26id=6', 'zid:5', '5:6', '١٢', '1e3'],
  '99999999999',
] as const;
