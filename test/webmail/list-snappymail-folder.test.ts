// @vitest-environment jsdom
// What SnappyMail's answers become when a folder is listed: of the account that the page shows, by sender, page by page.
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../lib/webmail/adapter';
import { decodeSnappymailFolder, findSnappymailFolder } from '../../lib/webmail/snappymail/folder';
import { listSnappymailFolder } from '../../lib/webmail/snappymail/list-folder';
import { parseSnappymailList } from '../../lib/webmail/snappymail/parse-list';
import { ACCOUNT, createPage as createBare, ORIGIN, toHash } from './snappymail-pages';

const EMAIL = 'anna@pec.example';
const PROVIDER = [{ name: '', email: 'posta-certificata@pec.example' }];
/** As the webmail writes folders into its addresses. */
const write = (name: string): string => name.replace(/[^a-z0-9._-]+/giu, toHash);

const createPage = ({ folder = 'INBOX', rest = '', email = EMAIL, name = 'Posta in arrivo' } = {}): Document => {
  const page = createBare([], null, { path: '/posta/' });
  page.location.hash = `#/mailbox/${write(folder)}${rest}`;
  page.body.insertAdjacentHTML(
    'beforeend',
    `<div id="V-SystemDropDown"><span class="accountPlace" title="${email}">Anna</span></div>
    <div id="V-MailFolderList"><a>Inviata</a><a class="selected"><!-- ko -->${name}<!-- /ko --><span></span></a></div>`,
  );
  return page;
};

const toRow = (uid: unknown, { folder = 'INBOX', from = PROVIDER as unknown } = {}) => ({
  uid,
  folder,
  from,
  messageId: `<${uid}@x>`,
  size: 9,
});
const toAnswer = (rows: unknown[], total = rows.length, search = 'from=posta-certificata@'): string =>
  JSON.stringify({ Result: { '@Collection': rows, totalEmails: total, search } });

type Answering = (asked: Record<string, unknown>) => string | 'offline';
const APP_DATA = JSON.stringify({ Auth: true, Email: EMAIL, accountHash: ACCOUNT });

const run = async (page: Document, answer: Answering, appData: string = APP_DATA, folder = findSnappymailFolder(page)) => {
  const asked: Record<string, unknown>[] = [];
  const ask: Ask = async ({ url, method, headers }) => {
    expect([new URL(url).origin, new URL(url).pathname, method, headers]).toEqual([ORIGIN, '/posta/', undefined, {}]);
    const [, hash] = /^\?\/Json\/&q\[\]=\/0\/MessageList\/&q\[\]=\/([\w-]+)$/.exec(new URL(url).search) ?? [];
    if (hash === undefined) expect(new URL(url).search).toBe('?/AppData/0/0/');
    const fields = hash === undefined ? {} : JSON.parse(Buffer.from(hash, 'base64url').toString());
    asked.push(fields);
    const text = hash === undefined ? appData : answer(fields);
    return text === 'offline' ? { ok: false, problem: 'offline' } : { ok: true, text };
  };
  const list = await listSnappymailFolder(page, folder ?? { id: '', name: '' }, ask);
  return { list, asked, uids: list.ok ? list.items.map(({ uid }) => uid) : [] };
};

describe('the folder', () => {
  it('is the one of the address, of the account in the menu, whatever page, search or message is open', () => {
    const due = { id: JSON.stringify(['snappymail', ORIGIN, EMAIL, 'INBOX']), name: 'Posta in arrivo' };
    for (const rest of ['', '/p2', '/m5', '~7', '/from=anna']) expect(findSnappymailFolder(createPage({ rest }))).toEqual(due);
    expect(findSnappymailFolder(createPage({ email: 'altra@pec.example' }))?.id).not.toBe(due.id);
  });

  it.each(['INBOX', 'INBOX.Sent', 'Posta inviata', 'Archivio/2026', '[Tutti] & "altri"\\', 'Città', ' I ', 'Il/I"I', 'IiI', '日本/II'])(
    'is read from the writing of %s',
    (name) => {
      expect(decodeSnappymailFolder(write(name))).toBe(name);
    },
  );

  it('is none before anybody signed in, in the settings, and without a list', () => {
    expect(findSnappymailFolder(createPage({ email: '' }))).toBeNull();
    const page = createPage();
    for (const hash of ['', '#/settings/folders', '#/mailbox', '#/mailbox/', '#/mailbox/a b', '#/mailbox/%2e']) {
      page.location.hash = hash;
      expect(findSnappymailFolder(page)).toBeNull();
    }
    const bare = createPage();
    bare.querySelector('#V-MailMessageList')?.remove();
    expect(findSnappymailFolder(bare)).toBeNull();
  });

  it('of a hostile address takes no time', () => {
    const page = createPage();
    page.location.hash = `#/mailbox/${'Ii'.repeat(450)}`;
    const start = performance.now();
    findSnappymailFolder(page);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('listing', () => {
  it('asks whose account it is, then for what claims to be PEC, without threads', async () => {
    const { list, asked } = await run(createPage({ folder: 'Posta inviata' }), () => toAnswer([toRow(7, { folder: 'Posta inviata' })]));
    expect(asked.slice(1)).toEqual([
      { folder: 'Posta inviata', offset: 0, limit: 200, search: 'from=posta-certificata@', sort: '', uidNext: 0, useThreads: 0, hash: '' },
    ]);
    if (!list.ok) throw new Error(list.problem);
    expect(list.items).toMatchObject([
      { uid: 7, witness: '<7@x>\n9', key: JSON.stringify(['snappymail', ORIGIN, ACCOUNT, 'Posta inviata', 7]) },
    ]);
    expect(list.items[0]?.source.url).toContain('/posta/?/Raw/&q[]=/0/Download/&q[]=/');
  });

  it('goes through all pages, and ends at the count however large it was said to be', async () => {
    const { asked, uids } = await run(createPage(), ({ offset }) => toAnswer([toRow(Number(offset) + 1)], 450));
    expect([asked.slice(1).map(({ offset }) => offset), uids]).toEqual([
      [0, 200, 400],
      [1, 201, 401],
    ]);
    const endless = await run(createPage(), () => toAnswer([toRow(1)], Number.MAX_SAFE_INTEGER));
    expect(endless.asked.length).toBeLessThanOrEqual(251);
  });

  it('takes nothing that does not claim to be PEC, and nothing of another folder', async () => {
    const rows = [
      toRow(1, { from: [{ email: 'marta@posta.example' }] }),
      toRow(2, { from: null }),
      toRow(3, { folder: 'Altra' }),
      toRow(4),
    ];
    expect((await run(createPage(), () => toAnswer(rows))).uids).toEqual([4]);
  });

  it('lists no other folder than the one it was told', async () => {
    const { list, asked } = await run(createPage({ folder: 'Altra' }), () => toAnswer([]), APP_DATA, findSnappymailFolder(createPage()));
    expect([list, asked]).toEqual([{ ok: false, problem: 'webmail-changed' }, []]);
  });

  it.each([
    ['nobody is signed in any more', JSON.stringify({ Auth: false }), 'session-expired'],
    [
      'another tab went to another account',
      JSON.stringify({ Auth: true, Email: 'altra@pec.example', accountHash: ACCOUNT }),
      'webmail-changed',
    ],
    ['an account of another form', JSON.stringify({ Auth: true, Email: EMAIL, accountHash: '../x' }), 'webmail-changed'],
    ['a page in place of data', '<!doctype html>', 'webmail-changed'],
    ['no network', 'offline', 'offline'],
  ])('asks no further where %s', async (_, appData, problem) => {
    const { list, asked } = await run(createPage(), () => toAnswer([toRow(1)]), appData);
    expect([list, asked.length]).toEqual([{ ok: false, problem }, 1]);
  });

  it.each([
    ['an ended session', JSON.stringify({ Result: false, code: 102 }), 'session-expired'],
    ['another failure', JSON.stringify({ Result: false, code: 201 }), 'webmail-changed'],
    ['an answer to another search', toAnswer([toRow(1)], 1, ''), 'webmail-changed'],
    ['data of another kind', '[1,2]', 'webmail-changed'],
    ['no network', 'offline', 'offline'],
  ])('says what is wrong: %s', async (_, answer, problem) => {
    expect((await run(createPage(), () => answer)).list).toEqual({ ok: false, problem });
  });
});

it('a hostile answer gives only whole numbers that can be uids', () => {
  const odd = [-1, 0, 1.5, 4_294_967_296, 1e300, '12.2', ' 5', null, {}, '__proto__', true, [5]];
  const rows = parseSnappymailList(toAnswer([null, 5, [], ...odd.map((uid) => toRow(uid)), toRow(5)]), 'INBOX')?.rows;
  expect(rows?.map(({ uid }) => uid)).toEqual([5]);
});
