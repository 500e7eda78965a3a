// Small pages of our own with the structure of SnappyMail: its empty page, list, open message and menu, and room for hostile content.
import { JSDOM } from 'jsdom';
import { type Mail as Message, ORIGIN, toMarkup } from './build-page';

export { type Mail as Message, ORDINARY, ORIGIN, RECEIPT } from './build-page';

export const ACCOUNT = '0123456789abcdef0123456789abcdef01234567';

/** As the webmail makes it: JSON in base64url. */
export const toHash = (fields: unknown): string => Buffer.from(JSON.stringify(fields)).toString('base64url');

export type Named = { folder?: unknown; uid?: unknown; accountHash?: unknown; [more: string]: unknown };
export const toFields = (named: Named = {}): Named => ({
  ...{ folder: 'INBOX', uid: 5, mimeType: 'message/rfc822', fileName: 'x-1.eml', accountHash: ACCOUNT },
  ...named,
});

export const toLink = (action: string, hash: string, base = '/'): string => `${base}?/Raw/&q[]=/0/${action}/&q[]=/${hash}`;

const toItem = (href: string): string => `<li role="presentation"><a target="_blank" href="${toMarkup(href)}">x</a></li>`;

export type View = {
  path?: string;
  named?: Named;
  /** Addresses of the two links, in place of those that `named` makes. */
  links?: string[];
  /** Where the mail says that one leaves its list. */
  unsubscribe?: string;
};

const toRow = ({ subject, sender }: Message): string =>
  `<div class="messageListItem"><div class="messageCheckbox"><div>☐</div></div><div><div class="flagParent"></div>
  <div class="senderParent" title="${toMarkup(sender)}">${toMarkup(sender)}</div><div class="subjectParent">${toMarkup(subject)}</div>
  <div class="sizeParent">8 KiB</div><time>2 ore fa</time></div></div>`;

const toList = (rows: readonly Message[]): string =>
  `<div id="V-MailMessageList"><div class="messageList"><div class="messageListPlace">${rows.map(toRow).join('')}</div></div></div>`;

const toHeader = ({ subject, sender }: Message): string =>
  `<div class="messageItemHeader"><div class="subjectParent"><span class="subject">${toMarkup(subject)}</span></div>
  <div class="informationShort"><span class="from" title="${toMarkup(sender)}"><a href="mailto:${toMarkup(sender)}">${toMarkup(sender)}</a></span></div></div>`;

const toView = (message: Message, { path = '/', named = {}, links, unsubscribe = '' }: View): string => {
  const hash = toHash(toFields(named));
  const [plain = '', download = ''] = links ?? [toLink('ViewAsPlain', hash, path), toLink('Download', hash, path)];
  const files = message.attachments.map((name) => `<li class="attachmentItem" title="${toMarkup(name)}"><div>${toMarkup(name)}</div></li>`);
  return `<div id="V-MailMessageView"><div class="messageView"><div class="b-message"><menu class="dropdown-menu">
    <div>${toItem(unsubscribe)}</div><div>${toItem(plain)}${toItem(download)}</div></menu>${toHeader(message)}
    <div id="messageItem"><div class="messageItemHeader"><time>oggi</time></div><div><div class="bodySubHeader">
    <ul class="attachmentList">${files.join('')}</ul></div><div class="bodyText">${message.body}</div></div></div></div></div></div>`;
};

/** `shown` stands beside the list; without rows and message nobody has signed in. */
export const createPage = (rows: readonly Message[] | null, shown: Message | null = null, view: View = {}): Document => {
  const { path = '/' } = view;
  const right = shown === null ? '' : toView(shown, view);
  const html = `<html><head><link rel="stylesheet" href="${path}snappymail/v/2.38.2/static/css/app.min.css"></head><body id="rl-app">
    <div id="rl-left"></div><div id="rl-right" class="${shown === null ? '' : 'message-selected'}">${rows === null ? '' : toList(rows)}${right}</div>
    <div id="rl-popups"></div></body></html>`;
  return new JSDOM(html, { url: `${ORIGIN}${path}#/mailbox/INBOX` }).window.document;
};
