// Roundcube 1.1 to 1.7, skins elastic, larry and classic: list, preview pane, full page, extra window, message in a message.
import type { Problem, WebmailAdapter } from './adapter';
import { ROUNDCUBE_ANCHORS, readRoundcubeMessage } from './roundcube/read-message';
import { readRoundcubeRow } from './roundcube/read-row';
import { readRoundcubeNotices, readRoundcubeSending } from './roundcube/read-sending';
import { isAddressed, type RoundcubeSession, readRoundcubeSession, showsMessage } from './roundcube/read-session';
import { toRoundcubeKey, toRoundcubeSource } from './roundcube/source';

export const roundcube: WebmailAdapter = {
  id: 'roundcube',
  matches: [],
  isProven: true,
  recognises: (page) => readRoundcubeSession(page) !== null && page.querySelector('script[src*="program/js/app"]') !== null,

  openMessages(page) {
    const session = readRoundcubeSession(page);
    if (session === null || !showsMessage(session) || !isAddressed(page, session)) return [];
    const { folder, uid, token } = session;
    const message = readRoundcubeMessage(page);
    if (folder === null || uid === null || token === null || message === null) return [];
    // `12.2` is part 2 of message 12.
    const isPart = uid.includes('.');
    return [{ key: toRoundcubeKey(page, token, folder, uid), source: toRoundcubeSource(page, token, folder, uid), isPart, ...message }];
  },

  listRows(page) {
    const session = readRoundcubeSession(page);
    if (session?.task !== 'mail' || session.action !== '' || session.token === null) return [];
    const { token } = session;
    return [...page.querySelectorAll('#messagelist tr.message')]
      .flatMap((row) => readRoundcubeRow(row) ?? [])
      .map(({ folder, uid, ...row }) => ({ key: toRoundcubeKey(page, token, folder, uid), ...row }));
  },

  selfCheck(page) {
    const session = readRoundcubeSession(page);
    if (session?.task !== 'mail') return [];
    const pane = page.querySelector<HTMLIFrameElement>('iframe#messagecontframe')?.contentDocument;
    const problems = pane ? roundcube.selfCheck(pane) : [];
    if (session.token === null) problems.push({ code: 'session-unknown', detail: 'request_token' });
    if (session.action === '' && !hasReadableList(page)) problems.push({ code: 'list-changed', detail: '#messagelist' });
    return showsMessage(session) ? [...problems, ...checkMessage(page, session)] : problems;
  },

  sending: { read: readRoundcubeSending, notices: readRoundcubeNotices },
};

const hasReadableList = (page: Document): boolean => {
  const rows = [...page.querySelectorAll('#messagelist tr.message')];
  const isReadable = rows.length === 0 || rows.some((row) => row.querySelector('a[href*="uid="]') !== null);
  return page.querySelector('#messagelist') !== null && isReadable;
};

const checkMessage = (page: Document, session: RoundcubeSession): Problem[] => {
  if (readRoundcubeMessage(page) === null) return [{ code: 'message-changed', detail: ROUNDCUBE_ANCHORS.join(', ') }];
  return isAddressed(page, session) ? [] : [{ code: 'source-unknown', detail: 'uid, mailbox' }];
};
