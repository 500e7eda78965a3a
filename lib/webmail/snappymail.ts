// SnappyMail 2: list and message in one page, which script draws; the numbers of the rows come from its own scripts.
import type { Problem, WebmailAdapter } from './adapter';
import { createRowProbe } from './row-ids';
import { readSnappymailMessage, SNAPPYMAIL_ANCHOR } from './snappymail/read-message';
import { readSnappymailRow, SNAPPYMAIL_ROWS } from './snappymail/read-row';
import { parseSnappymailId, toSnappymailKey, toSnappymailSource } from './snappymail/source';

export const snappymail: WebmailAdapter = {
  id: 'snappymail',
  matches: [],
  isProven: true,
  // Both come with the empty page, before anyone has signed in.
  recognises: (page) =>
    page.querySelector('body#rl-app #rl-right') !== null && page.querySelector('head > link[href*="snappymail/v/"]') !== null,

  openMessages(page) {
    const { named = null, anchor = null, looksLikePec = false } = readSnappymailMessage(page) ?? {};
    if (named === null || anchor === null) return [];
    return [{ key: toSnappymailKey(page, named), source: toSnappymailSource(page, named), anchor, isPart: false, looksLikePec }];
  },

  listRows: (page, findId = () => null) =>
    [...page.querySelectorAll(SNAPPYMAIL_ROWS)].flatMap((element) => {
      const row = readSnappymailRow(element);
      const named = parseSnappymailId(findId(element) ?? '');
      return row === null ? [] : [{ key: named === null ? null : toSnappymailKey(page, named), ...row }];
    }),

  probe: createRowProbe({ rows: SNAPPYMAIL_ROWS, isId: (id) => parseSnappymailId(id) !== null }),

  selfCheck(page) {
    const problems: Problem[] = [];
    const rows = [...page.querySelectorAll(SNAPPYMAIL_ROWS)];
    const list = page.querySelector('#V-MailMessageList');
    const isReadable = rows.length === 0 ? list?.querySelector('.messageList') !== null : rows.some(readSnappymailRow);
    // Before anyone has signed in there is no list.
    if (list !== null && !isReadable) problems.push({ code: 'list-changed', detail: SNAPPYMAIL_ROWS });
    const shown = readSnappymailMessage(page);
    if (shown?.anchor === null) problems.push({ code: 'message-changed', detail: SNAPPYMAIL_ANCHOR });
    if (shown?.named === null) problems.push({ code: 'source-unknown', detail: '/ViewAsPlain/, /Download/' });
    return problems;
  },
};
