// Roundcube 1.1 to 1.7, skins elastic, larry and classic: list, preview pane, full page, extra window, message in a message.
import type { Problem, SourceRequest, WebmailAdapter } from './adapter';
import { ROUNDCUBE_ANCHORS, readRoundcubeMessage } from './read-roundcube-message';
import { readRoundcubeRow } from './read-roundcube-row';
import { isRoundcubeUid, type RoundcubeSession, readRoundcubeSession } from './read-roundcube-session';

export const roundcube: WebmailAdapter = {
  id: 'roundcube',
  matches: [],
  recognises: (page) => readRoundcubeSession(page) !== null && page.querySelector('script[src*="program/js/app"]') !== null,

  openMessages(page) {
    const session = readRoundcubeSession(page);
    if (session === null || !showsMessage(session) || !isNamed(page, session)) return [];
    const { folder, uid, token } = session;
    const message = readRoundcubeMessage(page);
    if (folder === null || uid === null || token === null || message === null) return [];
    // `12.2` is part 2 of message 12.
    const isPart = uid.includes('.');
    return [{ key: toKey(page, token, folder, uid), source: toSource(page, token, folder, uid), isPart, ...message }];
  },

  listRows(page) {
    const session = readRoundcubeSession(page);
    if (session?.task !== 'mail' || session.action !== '' || session.token === null) return [];
    const { token } = session;
    return [...page.querySelectorAll('#messagelist tr.message')]
      .flatMap((row) => readRoundcubeRow(row) ?? [])
      .map(({ folder, uid, ...row }) => ({ key: toKey(page, token, folder, uid), ...row }));
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
};

const showsMessage = ({ task, action, uid }: RoundcubeSession): boolean =>
  task === 'mail' && (action === 'show' || action === 'preview') && uid !== null;

/** Script and address name the same message. */
const isNamed = (page: Document, { uid, folder }: RoundcubeSession): boolean => {
  const asked = new URL(page.location.href).searchParams;
  const isAsked = (asked.get('_uid') ?? uid) === uid && (asked.get('_mbox') ?? folder) === folder;
  return uid !== null && isRoundcubeUid(uid) && folder !== null && isAsked;
};

/** The token is the session: whoever logs in next on this page never sees verdicts of this mailbox. */
const toKey = (page: Document, token: string, folder: string, uid: string): string =>
  JSON.stringify(['roundcube', page.location.origin, token, folder, uid]);

/** `_save=1` makes Roundcube hand out the stored octets (BODY.PEEK[], nothing is marked as read); without it lines are trimmed. */
const toSource = (page: Document, token: string, folder: string, uid: string): SourceRequest => {
  const url = new URL(page.location.href);
  url.hash = '';
  url.search = String(new URLSearchParams({ _task: 'mail', _action: 'viewsource', _uid: uid, _mbox: folder, _save: '1', _token: token }));
  return { url: url.href, headers: {}, fidelity: 'exact' };
};

const hasReadableList = (page: Document): boolean => {
  const rows = [...page.querySelectorAll('#messagelist tr.message')];
  const isReadable = rows.length === 0 || rows.some((row) => row.querySelector('a[href*="uid="]') !== null);
  return page.querySelector('#messagelist') !== null && isReadable;
};

const checkMessage = (page: Document, session: RoundcubeSession): Problem[] => {
  if (readRoundcubeMessage(page) === null) return [{ code: 'message-changed', detail: ROUNDCUBE_ANCHORS.join(', ') }];
  return isNamed(page, session) ? [] : [{ code: 'source-unknown', detail: 'uid, mailbox' }];
};
