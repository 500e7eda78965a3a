// @vitest-environment jsdom
// What Roundcube's list answers become: data of this folder only, page by page, with the user's own page put back.
import { describe, expect, it } from 'vitest';
import type { Ask, FolderList } from '../../lib/webmail/adapter';
import { findRoundcubeFolder } from '../../lib/webmail/roundcube/folder';
import { listRoundcubeFolder } from '../../lib/webmail/roundcube/list-folder';
import { parseRoundcubeList } from '../../lib/webmail/roundcube/parse-list';
import { createListPage, ORIGIN, TOKEN } from './roundcube-pages';

const SEARCH = 'ab'.repeat(16);

type Extra = { page?: number; query?: string; filter?: string; folder?: string; username?: string };

const createPage = ({ page = 1, query = '', filter = 'ALL', folder = 'INBOX', username = 'anna@pec.example' }: Extra = {}): Document => {
  const list = createListPage([], { path: '/posta/', environment: { pagesize: 50 } });
  list.body.insertAdjacentHTML(
    'beforeend',
    `<span class="username">${username}</span><ul id="mailboxlist"><li class="mailbox selected"><a href="/posta/?_task=mail&amp;_mbox=${folder}">Posta
      <span class="unreadcount">3</span></a></li></ul><input name="_q"><select name="searchfilter"><option>ALL</option><option>UNSEEN</option></select>
      <div class="pagenav"><input value="${page}"></div>`,
  );
  (list.querySelector('input[name="_q"]') as HTMLInputElement).value = query;
  (list.querySelector('select') as HTMLSelectElement).value = filter;
  return list;
};

const toRow = (uid: unknown, folder = 'INBOX', subject = `CONSEGNA: ${uid}`): string =>
  `this.add_message_row(${JSON.stringify(uid)},${JSON.stringify({ subject, size: '3 kB' })},${JSON.stringify({ mbox: folder })},false);`;

type Answer = { rows?: string[]; pages?: number; search?: string | null; exec?: string };
const toAnswer = ({ rows = [], pages = 1, search = SEARCH, exec = '' }: Answer): string =>
  JSON.stringify({
    action: 'list',
    env: { pagecount: pages, ...(search === null ? {} : { search_request: search }) },
    exec: `${exec}\n${rows.join('\n')}\nthis.display_message("fatto");\n`,
  });

type Answering = (asked: URLSearchParams, number: number) => string | 'offline';

const run = async (page: Document, answer: Answering, folder = findRoundcubeFolder(page)) => {
  const asked: URLSearchParams[] = [];
  const always: boolean[] = [];
  const ask: Ask = async ({ url, headers }, options) => {
    expect([new URL(url).origin, new URL(url).pathname, headers]).toEqual([ORIGIN, '/posta/', { 'X-Roundcube-Request': TOKEN }]);
    always.push(options?.always === true);
    const text = answer(new URL(url).searchParams, asked.push(new URL(url).searchParams));
    return text === 'offline' ? { ok: false, problem: 'offline' } : { ok: true, text };
  };
  const list: FolderList = await listRoundcubeFolder(page, folder ?? { id: '', name: '' }, ask);
  return { list, asked, always, uids: list.ok ? list.items.map(({ uid }) => uid) : [] };
};

describe('the folder', () => {
  it('is the marked one, named without its count, the same after a new login', () => {
    expect(findRoundcubeFolder(createPage())).toEqual({
      id: JSON.stringify(['roundcube', ORIGIN, 'anna@pec.example', 'INBOX']),
      name: 'Posta',
    });
    expect(findRoundcubeFolder(createPage({ username: '' }))?.id).toContain(TOKEN);
  });

  it('is none where several are searched or a message fills the page', () => {
    const page = createPage();
    page.querySelector('li')?.classList.remove('selected');
    expect(findRoundcubeFolder(page)).toBeNull();
    expect(findRoundcubeFolder(createListPage([], { environment: { action: 'show' } }))).toBeNull();
  });
});

describe('listing', () => {
  it('is one search for what claims to be PEC, when that fills one page', async () => {
    const { list, asked } = await run(createPage(), () => toAnswer({ rows: [toRow(7), toRow('9')] }));
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ _task: 'mail', _action: 'search', _mbox: 'INBOX', _remote: '1' });
    expect(asked[0]?.get('_filter')).toBe('OR OR HEADER X-Ricevuta "" HEADER X-Trasporto "" FROM "posta-certificata@"');
    if (!list.ok) throw new Error(list.problem);
    expect(list.items[0]).toMatchObject({ uid: 7, key: JSON.stringify(['roundcube', ORIGIN, TOKEN, 'INBOX', '7']) });
    expect(list.items[0]?.source).toMatchObject({ fidelity: 'exact', url: expect.stringContaining('_action=viewsource&_uid=7&') });
  });

  it('goes through the pages of that search and puts the page of the user back after each', async () => {
    const { asked, always, uids } = await run(createPage({ page: 2 }), (query) => {
      const number = query.get('_action') === 'search' ? 1 : Number(query.get('_page'));
      return toAnswer({ rows: [toRow(number * 10), toRow(number * 10 + 1)], pages: 3 });
    });
    expect(uids).toEqual([10, 11, 20, 21, 30, 31]);
    expect(asked.map((query) => `${query.get('_action')} ${query.get('_page')}`)).toEqual([
      'search null',
      'list 2',
      'list 2',
      'list 3',
      'list 2',
    ]);
    expect(always).toEqual([false, true, false, false, true]);
    expect(asked.slice(1).every((query) => query.get('_search') === SEARCH)).toBe(true);
  });

  it('begins anew when another tab ended the search, takes no row of the bare folder, and gives up in the end', async () => {
    let searches = 0;
    const { uids } = await run(createPage(), (query) => {
      if (query.get('_action') === 'search') searches += 1;
      const isLost = query.get('_action') === 'list' && searches === 1;
      return toAnswer({ rows: [toRow(isLost ? 999 : 10)], pages: 2, search: isLost ? null : SEARCH });
    });
    expect([searches, uids]).toEqual([2, [10]]);
    const lost = await run(createPage(), (query) =>
      toAnswer({ rows: [toRow(1)], pages: 2, search: query.get('_action') === 'search' ? SEARCH : null }),
    );
    expect(lost.list).toEqual({ ok: false, problem: 'source-unavailable' });
  });

  it('ends at a page without rows, whatever count was announced', async () => {
    const { asked, uids } = await run(createPage(), (query) =>
      toAnswer({ rows: query.get('_action') === 'search' ? [toRow(1)] : [], pages: Number.MAX_SAFE_INTEGER }),
    );
    expect([asked.length, uids]).toEqual([3, [1]]);
  });

  it('keeps out of the way of a search or filter of the user, also one that is opened meanwhile', async () => {
    for (const page of [createPage({ query: 'fattura' }), createPage({ filter: 'UNSEEN' })]) {
      const { list, asked } = await run(page, () => toAnswer({}));
      expect([list, asked]).toEqual([{ ok: false, problem: 'search-open' }, []]);
    }
    const page = createPage();
    const { list, asked } = await run(page, () => {
      (page.querySelector('input[name="_q"]') as HTMLInputElement).value = 'fattura';
      return toAnswer({ rows: [toRow(1)], pages: 5 });
    });
    expect([list, asked.length]).toEqual([{ ok: false, problem: 'search-open' }, 1]);
  });

  it('lists no other folder than the one it was told', async () => {
    const { list, asked } = await run(createPage({ folder: 'Altra' }), () => toAnswer({}), findRoundcubeFolder(createPage()));
    expect([list, asked]).toEqual([{ ok: false, problem: 'webmail-changed' }, []]);
  });

  it.each([
    ['an ended session', toAnswer({ exec: 'this.session_error("/?_task=login");' }), 'session-expired'],
    ['an answer that comes from no search', toAnswer({ rows: [toRow(1)], search: null }), 'webmail-changed'],
    ['a search with an odd name', toAnswer({ rows: [toRow(1)], search: '../x' }), 'webmail-changed'],
    ['a page in place of data', '<!doctype html><script>this.add_message_row(1,{},{"mbox":"INBOX"});</script>', 'webmail-changed'],
    ['data of another kind', '[1,2]', 'webmail-changed'],
    ['no network', 'offline', 'offline'],
  ])('says what is wrong: %s', async (_, answer, problem) => {
    expect((await run(createPage(), () => answer)).list).toEqual({ ok: false, problem });
  });
});

describe('a hostile answer', () => {
  const uidsOf = (...rows: string[]): number[] => parseRoundcubeList(toAnswer({ rows }), 'INBOX')?.rows.map(({ uid }) => uid) ?? [];

  it('gives only whole numbers that can be uids, of this folder', () => {
    const odd = [-1, 0, 1.5, 4_294_967_296, 1e300, '12.2', '12-Altro', ' 5', '5 OR 1', null, [5], { uid: 5 }, '__proto__', true];
    expect(uidsOf(...odd.map((uid) => toRow(uid)), toRow(8, 'Altra'), toRow(5))).toEqual([5]);
  });

  it('runs nothing and survives every broken line', () => {
    const broken = [
      'this.add_message_row(alert(1),{},{"mbox":"INBOX"});',
      'this.add_message_row(',
      'this.add_message_row();',
      'x'.repeat(100_000),
    ];
    expect(
      uidsOf(...broken, 'this.add_message_row(6,null,{"mbox":"INBOX"});', 'this.add_message_row(7,{"subject":5},{"mbox":"INBOX"});'),
    ).toEqual([7]);
  });

  it('may carry markup in a subject, which stays a text', () => {
    const rows = parseRoundcubeList(
      toAnswer({ rows: [toRow(4, 'INBOX', '<img src=x onerror=alert(1)>);\nthis.add_message_row(9')] }),
      'INBOX',
    )?.rows;
    expect(rows).toEqual([{ uid: 4, witness: '<img src=x onerror=alert(1)>);\nthis.add_message_row(9\n3 kB' }]);
  });
});
