// Horde IMP 6, dynamic and basic view: lists, preview pane, message window, message page.
import type { Problem, WebmailAdapter } from './adapter';
import { HORDE_HEADERS, readHordeMessage } from './horde/read-message';
import { BASIC_ROWS, DYNAMIC_ROWS, isHordeRowId, readBasicRow, readDynamicRow } from './horde/read-row';
import { readHordeSession } from './horde/read-session';
import { toHordeKey, toHordeSource } from './horde/source';
import { createRowProbe } from './row-ids';

export const horde: WebmailAdapter = {
  id: 'horde',
  matches: [],
  isProven: true,
  recognises: (page) => /\/(?:dynamic|basic)\.php$/.test(page.location.pathname) && !isMail(page) && readHordeSession(page) !== null,

  openMessages(page) {
    const token = readHordeSession(page)?.token ?? null;
    const message = readHordeMessage(page);
    if (token === null || message === null || message.id === null) return [];
    const { id, ...shown } = message;
    return [{ key: toHordeKey(page, token, id), source: toHordeSource(page, id), isPart: false, ...shown }];
  },

  probe: createRowProbe({ rows: DYNAMIC_ROWS, isId: isHordeRowId }),

  listRows(page, findId) {
    const token = readHordeSession(page)?.token ?? null;
    if (token === null) return [];
    const dynamic = [...page.querySelectorAll(DYNAMIC_ROWS)].flatMap((row) => readDynamicRow(row, findId?.(row) ?? null) ?? []);
    const basic = [...page.querySelectorAll(BASIC_ROWS)].flatMap((row) => readBasicRow(row) ?? []);
    return [...dynamic, ...basic].map(({ id, ...row }) => ({ key: id === null ? null : toHordeKey(page, token, id), ...row }));
  },

  selfCheck(page) {
    const session = readHordeSession(page);
    const view = new URL(page.location.href).searchParams.get('page');
    if (session === null || (view !== 'mailbox' && view !== 'message')) return [];
    const problems: Problem[] = session.token === null ? [{ code: 'session-unknown', detail: 'TOKEN' }] : [];
    return [...problems, ...(view === 'mailbox' ? checkList(page) : []), ...checkMessage(page, view)];
  },
};

/** HTML mail stands in a frame that Horde writes, with the address of the page around it. */
const isMail = (page: Document): boolean => page.defaultView?.frameElement?.matches('.htmlMsgData') ?? false;

const isDynamic = (page: Document): boolean => page.location.pathname.endsWith('/dynamic.php');

const checkList = (page: Document): Problem[] => {
  const rows = [
    ...page.querySelectorAll(isDynamic(page) ? '#msgSplitPane .vpRow:not(.horde-table-header)' : 'table.messageList tr:has(td)'),
  ];
  const isThere = !isDynamic(page) || page.querySelector('#msgSplitPane') !== null;
  const isReadable = rows.length === 0 || rows.some((row) => readBasicRow(row) ?? readDynamicRow(row, null));
  return isThere && isReadable ? [] : [{ code: 'list-changed', detail: isDynamic(page) ? DYNAMIC_ROWS : BASIC_ROWS }];
};

const checkMessage = (page: Document, view: 'mailbox' | 'message'): Problem[] => {
  const message = readHordeMessage(page);
  if (message !== null) return message.id === null ? [{ code: 'source-unknown', detail: 'muid' }] : [];
  return view === 'message' ? [{ code: 'message-changed', detail: HORDE_HEADERS.join(', ') }] : [];
};
