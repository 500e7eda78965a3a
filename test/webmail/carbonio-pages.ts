// Pages with the structure of Carbonio's mail module: list, pane, conversation.
import { buildPage, type Mail, toMarkup } from './build-page';

export const SCRIPT = '<script src="/static/iris/carbonio-shell-ui/current/main.js"></script>';

export type View = { path?: string; origin?: string; timeOrigin?: number; head?: string };

export const toRow = (id: string, { subject, sender }: Mail, kind = 'Message'): string =>
  `<div data-testid="${kind}ListItem-${toMarkup(id)}"><div data-testid="message-list-item-avatar-${toMarkup(id)}"></div>
  <div><span>${toMarkup(sender)}</span><div data-testid="DateLabel">11:30</div></div>
  <div><span>${toMarkup(subject)}</span><div data-testid="Fragment">POSTA CERTIFICATA: x</div></div></div>`;

export const toPreview = (id: string, { sender, attachments, body }: Mail, isOpen = true): string =>
  `<div data-testid="MailPreview-${toMarkup(id)}"><div data-testid="open-message-${toMarkup(id)}"><span data-testid="SenderText">${toMarkup(
    sender,
  )}</span></div>${
    isOpen
      ? `<div data-testid="MailMessageRendererCollapse"><div data-testid="MessageBody">${attachments
          .map((name) => `<div data-testid="attachment-container-${toMarkup(name)}">${toMarkup(name)}</div>`)
          .join('')}<div data-testid="shadow-dom-wrapper">${body}</div></div></div>`
      : ''
  }</div>`;

export const toPanel = (subject: string, previews: string): string =>
  `<div><div data-testid="PreviewPanelHeader"><div data-testid="Subject">${toMarkup(subject)}</div></div>${previews}</div>`;

export const createCarbonioPage = (content: string, { head = SCRIPT, ...at }: View = {}): Document =>
  buildPage(`<html><head>${head}</head><body><div id="app">${content}</div></body></html>`, {
    path: '/carbonio/mails/folder/2/message/259',
    ...at,
  });
