// Small pages of our own with the structure of SOGo: list, message pane, composer, and room for hostile content.
import { JSDOM } from 'jsdom';
import { type Mail as Message, ORIGIN, RECEIPT as SIGNED, toMarkup } from './build-page';

export { type Mail as Message, ORDINARY, ORIGIN } from './build-page';

export const USER_FOLDER = '/SOGo/so/studio@pec.alfa.example/';
export const BASE = `${USER_FOLDER}Mail/`;
export const TOKEN = '43590b081050b4fb4d68aab68c70dcec380e6eb4';

/** SOGo takes the signature away from what it shows. */
export const RECEIPT: Message = { ...SIGNED, attachments: ['daticert.xml', 'postacert.eml'] };

const toAttachment = (name: string): string => `<div class="mailer_mailcontent"><div class="md-flex sg-mail-part" sg-compile="part.content">
  <md-card><md-card-content><p class="md-caption sg-attachment-name" title="${toMarkup(name)}"><span class="sg-label-outline">x</span>
  ${toMarkup(name)}</p></md-card-content></md-card></div></div>`;

export const toViewHtml = ({ subject, sender, attachments, body }: Message): string => `<div id="detailView" ui-view="message">
  <div class="sg-reversible"><div class="sg-face"><md-card><md-card-actions></md-card-actions><md-card-content>
    <div class="sg-padded"><h5 class="sg-md-headline">${toMarkup(subject)}</h5><time>oggi</time></div>
    <div><div class="pseudo-input-container--compact"><div><span></span><a class="md-caption">${toMarkup(sender)}</a></div></div>
      <div class="msg-recipients"><div class="pseudo-input-container--compact"><md-chips>studio@pec.alfa.example</md-chips></div></div></div>
    <div><div class="msg-body"><div>
      <div class="mailer_mailcontent"><div class="md-flex sg-mail-part" ng-bind-html="part.content">${body}</div></div>
      ${attachments.map(toAttachment).join('')}
    </div></div></div>
  </md-card-content></md-card></div><div class="sg-back"><md-card><md-card-content><pre></pre></md-card-content></md-card></div></div></div>`;

export const toRowHtml = ({ subject, sender }: Pick<Message, 'subject' | 'sender'>): string => `<md-list-item
  class="sg-message-list-item" aria-label="${toMarkup(subject)}"><div class="sg-message-list-item-main"><div class="sg-tile-content">
  <div class="sg-md-subhead"><div><span></span><span>${toMarkup(sender)}</span></div><div class="sg-tile-date">oggi</div></div>
  <div class="sg-md-body"><div class="sg-category-dot-container"></div><div class="sg-tile-subject">${toMarkup(subject)}</div>
  <div class="sg-tile-size">2 KB</div></div></div></div></md-list-item>`;

export type View = { folder?: string; hash?: string; cookie?: string; app?: string; script?: string; rows?: string; view?: string };

export const createSogoPage = (view: View = {}): Document => {
  const { folder = USER_FOLDER, hash = '#!/Mail/0/INBOX/5', cookie = `XSRF-TOKEN=${TOKEN}`, app = 'SOGo.MailerUI', rows = '' } = view;
  const script =
    view.script ??
    `\n  var ApplicationBaseURL = '${folder}Mail/SOGo';\n  var UserFolderURL = '${folder}';\n  var ResourcesURL = '/SOGo.woa/WebServerResources';\n`;
  const html = `<html><head></head><body ng-app="${app}"><script>${script}</script><script src="/SOGo.woa/WebServerResources/js/Mailer.js?lm=1"></script>
    <main><div id="messagesList"><md-list>${rows}</md-list></div>${view.view ?? '<div id="detailView"><md-content></md-content></div>'}</main></body></html>`;
  const page = new JSDOM(html, { url: `${ORIGIN}${BASE}view${hash}` }).window.document;
  if (cookie !== '') page.cookie = `${cookie}; path=/SOGo/`;
  return page;
};

export const createMessagePage = (message: Message, view: View = {}): Document => createSogoPage({ view: toViewHtml(message), ...view });

/** What SOGo puts over its composer, by the state of the sending. */
export const COVERS = {
  none: '',
  sending: '<div><md-progress-circular></md-progress-circular><div>Invio</div></div>',
  sent: '<div><md-icon>done</md-icon><div>Inviato</div></div>',
  error: '<div><md-icon>error</md-icon><div>rifiutato</div></div>',
};

const toChips = (field: string, recipients: string[]): string =>
  `<md-chips ng-model="editor.message.editable.${field}">${recipients
    .map((text) => `<md-chip><div class="sg-tile-content">\n  ${toMarkup(text)}\n  <button>2</button></div></md-chip>`)
    .join('')}</md-chips>`;

export type Draft = { from: string; to: string[]; cc?: string[]; subject: string };

export const createComposerPage = ({ from, to, cc = [], subject }: Draft): Document =>
  createSogoPage({
    view: `<md-dialog id="mailEditor"><form name="messageForm"><input name="from" value="${toMarkup(from)}">${toChips('to', to)}${toChips('cc', cc)}
      <input name="subject" value="${toMarkup(subject)}"><textarea name="content"></textarea></form><sg-ripple></sg-ripple>
      <sg-ripple-content></sg-ripple-content></md-dialog>`,
  });
