// SOGo 5: message list with recycled rows, message pane, message in a window of its own.
import type { Problem, WebmailAdapter } from './adapter';
import { createRowProbe } from './row-ids';
import { readSogoMessage, SOGO_VIEW } from './sogo/read-message';
import { readSogoRow, SOGO_ROWS } from './sogo/read-row';
import { readSogoNotices, readSogoSending } from './sogo/read-sending';
import { readSogoBase, readSogoSession } from './sogo/read-session';
import { parseSogoHash, parseSogoRowId, toSogoKey, toSogoSource } from './sogo/source';

export const sogo: WebmailAdapter = {
  id: 'sogo',
  matches: [],
  isProven: true,
  recognises: (page) => readSogoBase(page) !== null && page.querySelector('script[src*="/WebServerResources/js/Mailer"]') !== null,

  openMessages(page) {
    const [session, address] = [readSogoSession(page), parseSogoHash(page.location.hash)];
    const message = session === null || address === null ? null : readSogoMessage(page);
    if (session === null || address === null || message === null) return [];
    return [{ key: toSogoKey(session, address), source: toSogoSource(session, address), isPart: false, ...message }];
  },

  probe: createRowProbe({ rows: SOGO_ROWS, isId: (id) => parseSogoRowId(id) !== null }),

  listRows(page, findId) {
    const session = readSogoSession(page);
    if (session === null) return [];
    return [...page.querySelectorAll(SOGO_ROWS)].flatMap((row) => {
      const read = readSogoRow(row);
      const address = parseSogoRowId(findId?.(row) ?? '');
      return read === null ? [] : [{ key: address === null ? null : toSogoKey(session, address), ...read }];
    });
  },

  selfCheck(page) {
    const problems: Problem[] = [];
    if (readSogoSession(page) === null) problems.push({ code: 'session-unknown', detail: 'XSRF-TOKEN' });
    const rows = [...page.querySelectorAll(SOGO_ROWS)];
    if (rows.length > 0 && rows.every((row) => readSogoRow(row) === null)) problems.push({ code: 'list-changed', detail: SOGO_ROWS });
    return showsMessage(page) && readSogoMessage(page) === null ? [...problems, { code: 'message-changed', detail: SOGO_VIEW }] : problems;
  },

  sending: { read: readSogoSending, notices: readSogoNotices },
};

/** The view of a message has its subject in it, whatever else changes; it comes a moment later than its address. */
const showsMessage = (page: Document): boolean =>
  parseSogoHash(page.location.hash) !== null && page.querySelector(`${SOGO_VIEW} md-card`) !== null;
