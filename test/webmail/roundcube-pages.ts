// Small pages of our own with the structure of Roundcube: three skins, list and message views, and room for hostile content.
import { JSDOM } from 'jsdom';
import { type Mail as Message, ORIGIN, toMarkup } from './build-page';

export { type Mail as Message, ORDINARY, ORIGIN, RECEIPT } from './build-page';

export type Skin = 'elastic' | 'larry' | 'classic';
export const SKINS: readonly Skin[] = ['elastic', 'larry', 'classic'];
export const TOKEN = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6';

const toHead = (environment: object): string =>
  `<head><script src="program/js/app.min.js?s=1"></script><script>
var rcmail = new rcube_webmail();
rcmail.set_env(${JSON.stringify(environment).replaceAll('</', '<\\/')});
rcmail.add_label({"loading":"..."});
</script></head>`;

const toSender = ({ sender }: Message): string =>
  `<td class="header from"><span class="adr"><a href="mailto:${toMarkup(sender)}" class="rcmContactAddress" title="${toMarkup(sender)}">${toMarkup(sender)}</a></span></td>`;
const toAttachments = ({ attachments }: Message): string =>
  `<ul id="attachment-list">${attachments
    .map((name, index) => `<li id="attach1.${index}"><a class="filename"><span class="attachment-name">${toMarkup(name)}</span></a></li>`)
    .join('')}</ul>`;
const toBody = ({ body }: Message): string =>
  `<div id="message-objects"></div><div id="messagebody"><div class="message-htmlpart"><div class="rcmBody">${body}</div></div></div>`;

const LAYOUTS: Record<Skin, (message: Message, framed: boolean) => string> = {
  elastic: (
    m,
  ) => `<div class="content"><div id="message-header"><h2 class="subject"><span class="voice">Oggetto: </span>${toMarkup(m.subject)}</h2>
    <table><tr>${toSender(m)}</tr></table></div><div id="message-content">${toAttachments(m)}${toBody(m)}</div></div>`,
  larry: (
    m,
    framed,
  ) => `<div id="messageheader"${framed ? ' class="previewheader"' : ''}><h3 class="subject"><span>${toMarkup(m.subject)}</span></h3>
    <table><tr>${toSender(m)}</tr></table></div><div id="${framed ? 'messagepreview' : 'messagecontent'}"><div class="rightcol">${toAttachments(m)}</div>
    <div class="leftcol">${toBody(m)}</div></div>`,
  classic: (m, framed) => `<div ${framed ? 'class="messageheaderbox"' : 'id="messageframe"'}><div id="messagelinks"></div>
    <table class="headers-table"><tr><td class="header subject">${toMarkup(m.subject)}</td></tr><tr>${toSender(m)}</tr></table>${toAttachments(m)}
    ${framed ? `</div>${toBody(m)}` : `${toBody(m)}</div>`}`,
};

export type View = { uid?: string; folder?: string; path?: string; query?: string; environment?: object; skin?: Skin };

export const createMessagePage = (message: Message, view: View & { action?: 'show' | 'preview' } = {}): Document => {
  const { uid = '5', folder = 'INBOX', path = '/', query = '', environment = {}, skin = 'elastic', action = 'preview' } = view;
  const head = toHead({
    ...{ task: 'mail', action, comm_path: `${path}?_task=mail`, uid, mailbox: folder, request_token: TOKEN },
    ...environment,
  });
  const search = new URLSearchParams({ _task: 'mail', _action: action, _uid: uid, _mbox: folder });
  const html = `<html>${head}<body class="task-mail">${LAYOUTS[skin](message, action === 'preview')}</body></html>`;
  return new JSDOM(html, { url: `${ORIGIN}${path}?${search}${query}` }).window.document;
};

export type Row = { uid: string; folder?: string; message: Message; href?: string; id?: string };

export const toRowHtml = ({ uid, folder = 'INBOX', message, href, id = `rcmrow${btoa(uid)}` }: Row): string =>
  `<tr id="${toMarkup(id)}" class="message"><td class="subject"><span class="fromto"><span class="adr"><span title="${toMarkup(message.sender)}"
  class="rcmContactAddress">${toMarkup(message.sender.split('@')[0] ?? '')}</span></span></span><span class="subject"><span class="msgicon"></span><a
  href="${toMarkup(href ?? `?_task=mail&_mbox=${encodeURIComponent(folder)}&_uid=${uid}&_action=show`)}"><span>${toMarkup(message.subject)}</span></a></span></td></tr>`;

export const createListPage = (rows: Row[], { path = '/', environment = {} }: View = {}): Document => {
  const head = toHead({
    task: 'mail',
    action: '',
    comm_path: `${path}?_task=mail`,
    mailbox: 'INBOX',
    request_token: TOKEN,
    ...environment,
  });
  const html = `<html>${head}<body><table id="messagelist"><tbody>${rows.map(toRowHtml).join('')}</tbody></table></body></html>`;
  return new JSDOM(html, { url: `${ORIGIN}${path}?_task=mail&_mbox=INBOX` }).window.document;
};
