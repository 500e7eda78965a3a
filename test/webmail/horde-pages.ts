// Small pages of our own with the structure of Horde IMP: lists and messages of both views, and room for hostile content.
import { JSDOM } from 'jsdom';
import { type Mail as Message, ORIGIN, toMarkup } from './build-page';

export const TOKEN = 'a1B2c3D4-e5F6_g7H8i9J0k';
export const SEARCH = btoa('impsearch\0abc').replaceAll('=', '');

export const toMailboxParameter = (name: string): string => Buffer.from(name).toString('base64url');
const toMuid = (folder: string, uid: string): string => `{${Buffer.from(folder).length}}${folder}${uid}`;

export type View = { uid?: string; folder?: string; path?: string; token?: string; shown?: { folder: string; uid: string } };

const settings = (token: string): string => `<script>//<![CDATA[
HordeCore.conf=${JSON.stringify({ URI_AJAX: '/horde/services/ajax.php/imp/', TOKEN: token, popup_width: 820 })};HordeCore.text={"x":"{}"};
//]]></script>`;

const open = (html: string, url: string): Document => new JSDOM(`<html><head></head><body>${html}</body></html>`, { url }).window.document;

const toLink = (folder: string, uid: string, part: string): string =>
  `<a class="iconImg downloadAtc" href="/horde/services/download/?app=imp&amp;id=${part}&amp;muid=${encodeURIComponent(toMuid(folder, uid))}"></a>`;

const toParts = ({ attachments, body }: Message, folder: string, uid: string): string =>
  [body, ...attachments]
    .map((name, index) => {
      const text = index === 0 ? 'Text' : toMarkup(name);
      const info = `<div class="mimePartInfo"><span class="mimePartInfoDescrip"><a>${text}</a></span>${toLink(folder, uid, String(index))}</div>`;
      return `<div class="mimePartBase">${info}<div class="mimePartData">${index === 0 ? body : ''}</div></div>`;
    })
    .join('');

const toFrom = ({ sender }: Message): string => `<a class="address" title="${toMarkup(sender)}">${toMarkup(sender)}</a>`;

const toHeaders = (
  message: Message,
): string => `<div class="msgHeaders"><div id="msgHeaders"><span class="subject">${toMarkup(message.subject)}</span>
  <table><tr id="msgHeaderFrom"><td class="from">${toFrom(message)}</td></tr></table></div></div>`;

export type Row = { uid: string; folder?: string; message: Message };

const toDynamicRow = ({ message }: Row, index: number): string => `<div class="vpRowHoriz vpRow" id="VProw_${index + 1}">
  <div class="msgStatus"></div><div class="msgFrom sep" title="${toMarkup(message.sender)}">${toMarkup(message.sender.split('@')[0] ?? '')}</div>
  <div class="msgSubject sep" title="${toMarkup(message.subject)}">${toMarkup(message.subject)}</div></div>`;

/** `open`: the message in the preview. What the address names is `uid` and `folder`; `shown` is what the pane still shows. */
export const createDynamicPage = (rows: Row[], view: View & { open?: Message } = {}): Document => {
  const { uid = '5', folder = 'INBOX', path = '/horde', token = TOKEN, shown = { folder, uid }, open: message } = view;
  const hash = message === undefined ? `#mbox:${toMailboxParameter(folder)}` : `#msg:${toMailboxParameter(folder)};${uid}`;
  const pane = message === undefined ? '' : `${toHeaders(message)}<div id="messageBody">${toParts(message, shown.folder, shown.uid)}</div>`;
  return open(
    `<div id="msgSplitPane"><div class="vpRow horde-table-header" id="msglistHeaderHoriz"></div>${rows.map(toDynamicRow).join('')}</div>
     <div id="previewPane"><div id="previewMsg"${message === undefined ? ' style="display:none"' : ''}>${pane}</div></div>${settings(token)}`,
    `${ORIGIN}${path}/imp/dynamic.php?page=mailbox${hash}`,
  );
};

export const createWindowPage = (message: Message, view: View = {}): Document => {
  const { uid = '5', folder = 'INBOX', path = '/horde', token = TOKEN, shown = { folder, uid } } = view;
  const asked = new URLSearchParams({ page: 'message', mailbox: toMailboxParameter(folder), buid: uid });
  return open(
    `<div id="msgData"><div class="msgfullread">${toHeaders(message)}<div class="messageBody">${toParts(message, shown.folder, shown.uid)}</div></div></div>
     ${settings(token)}`,
    `${ORIGIN}${path}/imp/dynamic.php?${asked}`,
  );
};

const toBasicRow = ({ uid, folder = 'INBOX', message }: Row): string => {
  const href = `/horde/imp/basic.php?mailbox=${toMailboxParameter(folder)}&amp;buid=${uid}&amp;page=message`;
  return `<tr id="row${uid}"><td><input name="buid[]" value="${uid}"></td><td><a href="${href}">${toMarkup(message.sender)}</a></td>
    <td><a class="mboxSubject" href="${href}">${toMarkup(message.subject)}</a></td></tr>`;
};

export const createBasicList = (rows: Row[], { folder = 'INBOX', path = '/horde', token = TOKEN }: View = {}): Document =>
  open(
    `<div id="horde-content"><form id="messages" action="${path}/imp/basic.php?page=mailbox"><input id="mailbox" value="${toMailboxParameter(folder)}">
      <input id="token" value="${toMarkup(token)}"><table class="messageList"><tr><th></th></tr>${rows.map(toBasicRow).join('')}</table></form></div>`,
    `${ORIGIN}${path}/imp/basic.php?page=mailbox`,
  );

export const createBasicMessage = (message: Message, view: View = {}): Document => {
  const { uid = '5', folder = 'INBOX', path = '/horde', token = TOKEN, shown = { folder, uid } } = view;
  return open(
    `<div id="horde-content"><form id="messages" action="${path}/imp/basic.php?page=message"><input id="buid" value="${uid}">
      <input id="token" value="${toMarkup(token)}"><input id="mailbox" value="${toMailboxParameter(folder)}"></form>
      <div id="msgheaders"><p>${toMarkup(message.subject)}</p><table><tr><td class="msgheader">${toFrom(message)}</td></tr></table></div>
      <div id="messageBody" class="messageBody">${toParts(message, shown.folder, shown.uid)}</div></div>${settings(token)}`,
    `${ORIGIN}${path}/imp/basic.php?page=message`,
  );
};
