// Pages with the structure of Zimbra's classic client: list, pane of one message, conversation.
import { buildPage, type Mail, ORIGIN, toMarkup } from './build-page';

export const TOKEN = '0_a1b2c3d4e5f60718293a4b5c6d7e8f90';

export type Row = { id: string; mail: Mail; view?: string };
export type Pane = { id: string; mail: Mail; links?: string[] };

export const toHead = (token: string): string =>
  `<head><script>
	window.appContextPath		= "/zimbra";
	window.csrfToken            = "${token}";
</script></head>`;

export const toRow = ({ id, mail, view = 'TV-main' }: Row): string =>
  `<li id="zli__${view}__${toMarkup(id)}"><div id="zlif__${view}__${toMarkup(id)}__fr">${toMarkup(mail.sender)}</div>
  <div id="zlif__${view}__${toMarkup(id)}__su">${toMarkup(mail.subject)}<span class="ZmConvListFragment"> - POSTA CERTIFICATA: x</span></div></li>`;

const toLinks = (hrefs: string[], names: readonly string[]): string =>
  `<div class="MessageHeaderAttachments" id="zv__TV__TV-main_MSG_attLinks_container"><div id="zv__TV__TV-main_MSG_attLinks">${hrefs
    .map((href, index) => `<a class="AttLink" href="${toMarkup(href)}">${toMarkup(names[index] ?? 'altro')}</a>`)
    .join('')}</div></div>`;

const toBody = (id: string, body: string): string =>
  `<div id="${id}_body" class="MsgBody">${body}<iframe id="${id}_body__iframe"></iframe></div>`;

export const toPane = ({ id, mail, links }: Pane): string => {
  const hrefs =
    links ?? mail.attachments.map((_, index) => `/service/home/~/?auth=co&loc=it&id=${encodeURIComponent(id)}&part=${index + 2}`);
  const view = 'zv__TV-main__MSG';
  return `<div id="${view}"><div><table class="MsgHeaderTable" id="${view}_headerElement"><tr><td class="LabelColValue SubjectCol">${toMarkup(
    mail.subject,
  )}</td></tr><tr><td class="LabelColValue">${toMarkup(mail.sender)}</td></tr><tr><td>${toLinks(hrefs, mail.attachments)}</td></tr></table>
  <div id="${view}_infoBar"></div></div>${toBody(view, mail.body)}</div>`;
};

export const toConversation = (subject: string, capsules: { id: string; mail: Mail; isOpen: boolean }[]): string =>
  `<div id="zv__CLV-main__CV"><div class="Conv2Header">${toMarkup(subject)}</div>${capsules
    .map(
      ({ id, mail, isOpen }) => `<div id="main_MSGC${toMarkup(id)}" class="ZmMailMsgCapsuleView ${isOpen ? 'Expanded' : 'Collapsed'}">
      <div id="main_MSGC${toMarkup(id)}_header" class="Conv2MsgHeader">${toMarkup(mail.sender)}</div>${toBody(`main_MSGC${toMarkup(id)}`, mail.body)}
      <div id="main_MSGC${toMarkup(id)}_attLinks">${mail.attachments.map((name) => `<a class="AttLink">${toMarkup(name)}</a>`).join('')}</div></div>`,
    )
    .join('')}</div>`;

type View = { token?: string; head?: string; origin?: string };

export const createZimbraPage = (content: string, { token = TOKEN, head = toHead(token), origin = ORIGIN }: View = {}): Document =>
  buildPage(`<html>${head}<body><div id="skin_outer"></div><div id="z_shell">${content}</div></body></html>`, { path: '/zimbra/', origin });
