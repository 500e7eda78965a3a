// @vitest-environment jsdom
// What SOGo's answers become when a folder is listed: one search by sender, the headers of what it found, and nothing else.
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../lib/webmail/adapter';
import { findSogoFolder } from '../../lib/webmail/sogo/folder';
import { listSogoFolder } from '../../lib/webmail/sogo/list-folder';
import { parseSogoHeaders, parseSogoUids } from '../../lib/webmail/sogo/parse-list';
import { BASE, createSogoPage, ORIGIN, TOKEN } from './sogo-pages';

const NAMES = ['To', 'hasAttachment', 'Subject', 'From', 'uid'];
const PROVIDER = [{ name: 'Per conto di: a@pec.example', email: 'posta-certificata@pec.example' }];
const toLine = (uid: unknown, from: unknown = PROVIDER): unknown[] => ['', 1, `CONSEGNA: ${uid}`, from, uid];
const toHeaders = (...lines: unknown[]): string => JSON.stringify([NAMES, ...lines]);

const createPage = (hash = '#!/Mail/0/INBOX', name = 'Posta in arrivo'): Document => {
  const page = createSogoPage({ hash });
  page.body.insertAdjacentHTML(
    'afterbegin',
    `<div class="sg-mailbox-list-item"><p class="sg-item-name"><span ng-bind="$ctrl.mailbox.$displayName">Altra</span></p></div>
    <div class="sg-mailbox-list-item sg-selected"><p class="sg-item-name"><i>inbox</i><span ng-bind="$ctrl.mailbox.$displayName">${name}</span><span>3</span></p></div>`,
  );
  return page;
};

type Asked = { url: string; body: unknown };
type Answering = (asked: Asked, number: number) => string | 'offline';

const run = async (page: Document, answer: Answering, folder = findSogoFolder(page)) => {
  const asked: Asked[] = [];
  const ask: Ask = async ({ url, method, headers, body }) => {
    expect([new URL(url).origin, method]).toEqual([ORIGIN, 'POST']);
    expect(headers).toEqual({ 'X-XSRF-TOKEN': TOKEN, 'Content-Type': 'application/json' });
    const one = { url: new URL(url).pathname, body: JSON.parse(body ?? '') };
    const text = answer(one, asked.push(one));
    return text === 'offline' ? { ok: false, problem: 'offline' } : { ok: true, text };
  };
  const list = await listSogoFolder(page, folder ?? { id: '', name: '' }, ask);
  return { list, asked, uids: list.ok ? list.items.map(({ uid }) => uid) : [] };
};

const answering =
  (uids: unknown, headers: (asked: number[]) => string = (asked) => toHeaders(...asked.map((uid) => toLine(uid)))): Answering =>
  ({ url, body }) =>
    url.endsWith('/view') ? JSON.stringify({ uids, threaded: 0 }) : headers((body as { uids: number[] }).uids);

describe('the folder', () => {
  it('is the one of the address, named as the list of folders names it, the same after a new login', () => {
    const due = { id: JSON.stringify(['sogo', `${ORIGIN}${BASE}`, '0', 'INBOX']), name: 'Posta in arrivo' };
    expect(findSogoFolder(createPage())).toEqual(due);
    expect(findSogoFolder(createPage('#!/Mail/0/INBOX/5'))).toEqual(due);
    const again = createPage();
    again.cookie = `XSRF-TOKEN=${'b'.repeat(40)}; path=/SOGo/`;
    expect(findSogoFolder(again)).toEqual(due);
    expect(findSogoFolder(createPage('#!/Mail/1/INBOX'))?.id).not.toBe(due.id);
  });

  it('bears its own name where the list of folders shows none', () => {
    expect(findSogoFolder(createSogoPage({ hash: '#!/Mail/0/Archivio%252F2026' }))?.name).toBe('Archivio/2026');
  });

  it.each([
    '',
    '#!/Mail',
    '#!/Mail/0',
    '#!/Mail/0/virtual',
    '#!/Mail/0/virtual/INBOX/5',
    '#!/Mail/x/INBOX',
    '#!/Mail/0/a%252F%252Fb',
    '#!/Mail/0/%E0',
  ])('is none at %s', (hash) => expect(findSogoFolder(createPage(hash))).toBeNull());

  it('is none in a window of one message, nor in a list that a mail paints', () => {
    const page = createPage('#!/Mail/0/INBOX/5');
    page.querySelector('#messagesList')?.remove();
    expect(findSogoFolder(page)).toBeNull();
    page.querySelector('#detailView')?.insertAdjacentHTML('beforeend', '<div id="messagesList"></div>');
    expect(findSogoFolder(page)).toBeNull();
  });
});

describe('listing', () => {
  it('is one search by the sender that makes the claim, in no order of ours, and the headers of what it found', async () => {
    const { list, asked } = await run(createPage('#!/Mail/0/Archivio%252F2026'), answering([7, 9]));
    expect(asked).toEqual([
      {
        url: `${BASE}0/folderArchivio/folder_2026/view`,
        body: { sortingAttributes: { match: 'AND', noHeaders: true }, filters: [{ searchBy: 'from', searchInput: 'posta-certificata@' }] },
      },
      { url: `${BASE}0/folderArchivio/folder_2026/headers`, body: { uids: [7, 9] } },
    ]);
    if (!list.ok) throw new Error(list.problem);
    expect(list.items[0]).toMatchObject({ uid: 7, key: JSON.stringify(['sogo', `${ORIGIN}${BASE}`, TOKEN, '0', 'Archivio/2026', '7']) });
    expect(list.items[0]?.source).toMatchObject({ method: 'POST', url: `${ORIGIN}${BASE}0/folderArchivio/folder_2026/7/export` });
    expect(list.items.map(({ witness }) => witness)).toEqual([...new Set(list.items.map(({ witness }) => witness))]);
  });

  it('takes numbers also where the user has threads on, a hundred at a time', async () => {
    const threads = [['uid', 'level', 'first'], ...Array.from({ length: 250 }, (_, index) => [index + 1, -1, 0])];
    const { asked, uids } = await run(createPage(), answering(threads));
    expect(asked.map(({ body }) => (body as { uids?: number[] }).uids?.length)).toEqual([undefined, 100, 100, 50]);
    expect(uids).toHaveLength(250);
  });

  it('takes nothing that does not claim to be PEC, though the search were passed over, and nothing that it did not ask for', async () => {
    const strangers = [[{ name: 'Marta', email: 'marta@posta.example' }], '', null, [{ email: 'certificata@pec.example' }]];
    const lines = strangers.map((from, index) => toLine(index + 1, from));
    const { uids } = await run(
      createPage(),
      answering([1, 2, 3, 4, 5], () => toHeaders(...lines, toLine(5), toLine(999))),
    );
    expect(uids).toEqual([5]);
  });

  it('of an empty folder is nothing, and no second question', async () => {
    const { list, asked } = await run(createPage(), answering([]));
    expect([list, asked.length]).toEqual([{ ok: true, items: [] }, 1]);
  });

  it('lists no other folder than the one it was told', async () => {
    const { list, asked } = await run(createPage('#!/Mail/0/Altra'), answering([1]), findSogoFolder(createPage()));
    expect([list, asked]).toEqual([{ ok: false, problem: 'webmail-changed' }, []]);
  });

  it.each<[string, Answering, string]>([
    ['a page in place of data', () => '<!doctype html>', 'webmail-changed'],
    ['data of another kind', () => '[1,2]', 'webmail-changed'],
    ['headers of another kind', answering([1], () => '{"uids":[1]}'), 'webmail-changed'],
    ['no network', () => 'offline', 'offline'],
    ['no network later', ({ url }) => (url.endsWith('/view') ? '{"uids":[1]}' : 'offline'), 'offline'],
  ])('says what is wrong: %s', async (_, answer, problem) => {
    expect((await run(createPage(), answer)).list).toEqual({ ok: false, problem });
  });
});

describe('a hostile answer', () => {
  const odd = [-1, 0, 1.5, 4_294_967_296, 1e300, '12.2', ' 5', '5/../6', null, {}, '__proto__', true, [], [[5]]];

  it('gives only whole numbers that can be uids', () => {
    expect(parseSogoUids(JSON.stringify({ uids: [...odd, 5, '6'] }))).toEqual([5, 6]);
    expect(parseSogoHeaders(toHeaders(...odd.map((uid) => toLine(uid)), toLine(5)))?.map(({ uid }) => uid)).toEqual([5]);
  });

  it('may lack columns, name them twice or oddly, or hold far too much', () => {
    for (const text of ['[]', '[[]]', '[["uid"],[5]]', '[["uid","From"],[],[5]]', '[["__proto__"],[{"uid":5}]]'])
      expect(parseSogoHeaders(text)).toEqual([]);
    expect(parseSogoHeaders('[["uid"],{"uid":5}]')).toBeNull();
    const long = [{ name: 'x'.repeat(100_000), email: 'posta-certificata@pec.example' }];
    expect(parseSogoHeaders(toHeaders(toLine(5, long)))?.[0]?.witness.length).toBeLessThanOrEqual(400);
  });
});
