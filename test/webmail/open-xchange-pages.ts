// Pages with the structure of Open-Xchange App Suite 7: list, pane, conversation, and the requests that the page made.
import { buildPage, type Mail, ORIGIN, toMarkup } from './build-page';

export const SESSION = '0123456789abcdef0123456789abcdef';
export type Asked = { name: string; initiatorType: string };
export type View = { path?: string; origin?: string; asked?: Asked[] };

export const toAsked = (name: string, initiatorType = 'xmlhttprequest'): Asked => ({ name, initiatorType });

export const toRow = (cid: string, { subject, sender }: Mail): string =>
  `<li class="list-item selectable" data-cid="${toMarkup(cid)}"><div class="from">${toMarkup(sender)}</div>
  <div class="subject"><span class="drag-title">${toMarkup(subject)}</span></div><div class="text-preview">POSTA CERTIFICATA: x</div></li>`;

export const toArticle = (cid: string, { subject, sender, attachments, body }: Mail, isLoaded = true): string =>
  `<article class="list-item mail-item mail-detail" data-cid="${toMarkup(cid)}" data-loaded="${isLoaded}"><h1 class="subject">${toMarkup(subject)}</h1>
  <header class="detail-view-header"><span class="person-link">${toMarkup(sender)}</span></header><section class="notifications"></section>
  <section class="attachments"><ul>${attachments.map((name) => `<li>${toMarkup(name)}</li>`).join('')}</ul></section>
  <section class="body">${body}<iframe class="mail-detail-frame"></iframe></section></article>`;

const ASKED = [toAsked(`${ORIGIN}/appsuite/api/mail?action=all&session=${SESSION}`)];

export const createOpenXchangePage = (
  rows: string,
  articles: string,
  { path = '/appsuite/', origin, asked = ASKED }: View = {},
): Document => {
  const content = `<div class="io-ox-mail-window"><ul class="list-view mail-item">${rows}</ul><div class="mail-detail-pane">${articles}</div></div>`;
  const page = buildPage(`<html><body><div id="io-ox-core">${content}</div></body></html>`, { path, origin: origin ?? ORIGIN });
  Object.defineProperty(page.defaultView?.performance, 'getEntriesByType', { value: () => asked });
  return page;
};
