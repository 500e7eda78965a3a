// Reads from Zimbra's modern client which message its address names, and whether the viewer shows that one.

import { readTexts } from '../read-texts';
import { findOutside } from '../sight/find-outside';
import { isZimbraId, toMessageOfConversation } from './source';

export const VIEWER = '.zimbra-client_viewer';
export const BODY = '.zimbra-client_html-viewer_inner';
export const TITLE = '.zimbra-client_viewer-title_headerText';
export const ROWS = '[id^="mail_item_"]';
export const ROW_SUBJECT = '.zimbra-client_mail-list-item_subject';

export const readOpenId = (page: Document): string | null => {
  const [, kind, id = ''] = /\/(message|conversation)\/([^/]+)\/?$/.exec(page.location.pathname) ?? [];
  if (kind === 'message') return isZimbraId(id) ? id : null;
  return kind === 'conversation' ? toMessageOfConversation(id) : null;
};

export const readTitle = (viewer: Element): string[] => readTexts(findOutside(viewer, TITLE, BODY));

/** Also while it still shows the message before. */
export const hasViewer = (page: Document): boolean => {
  const [viewer, ...others] = findOutside(page, VIEWER, BODY);
  return viewer !== undefined && others.length === 0 && readTitle(viewer).length > 0;
};

/** The address may be ahead of the viewer: where the list shows the message, both must bear the same subject. */
export const agrees = (page: Document, id: string, viewer: Element): boolean => {
  const row = findOutside(page, ROWS, BODY).find((element) => [`mail_item_${id}`, `mail_item_-${id}`].includes(element.id));
  const listed = row?.querySelector(ROW_SUBJECT)?.getAttribute('title')?.trim() ?? null;
  return listed === null || readTitle(viewer).includes(listed);
};
