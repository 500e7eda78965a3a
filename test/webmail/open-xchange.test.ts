// @vitest-environment jsdom
// Open-Xchange on pages of our own, ordinary and hostile; no live server was asked.
import { describe, expect, it } from 'vitest';
import { openXchange } from '../../lib/webmail/open-xchange';
import { HOSTILE_IDS, ORDINARY, ORIGIN, RECEIPT } from './build-page';
import { createOpenXchangePage, SESSION, toArticle, toAsked, toRow } from './open-xchange-pages';

const NAME = 'default0/INBOX.259';
const openIds = (page: Document): (string | null)[] =>
  openXchange.openMessages(page).map(({ source }) => new URL(source.url).searchParams.get('id'));

describe('recognises', () => {
  it('the suite by its address and its frame', () => {
    expect(openXchange.recognises(createOpenXchangePage('', ''))).toBe(true);
    expect(openXchange.recognises(createOpenXchangePage('', '', { path: '/posta/' }))).toBe(false);
  });
});

describe('an open message', () => {
  it('is asked for unread and as it is stored, which nobody has seen yet', () => {
    const [message] = openXchange.openMessages(createOpenXchangePage('', toArticle(NAME, RECEIPT)));
    expect(message).toMatchObject({
      anchor: { className: 'detail-view-header' },
      source: { headers: {}, fidelity: 'lossy' },
      ...{ isPart: false, looksLikePec: true },
    });
    const url = new URL(message?.source.url ?? '');
    expect([url.origin, url.pathname]).toEqual([ORIGIN, '/appsuite/api/mail']);
    const asked = { action: 'get', src: '1', save: '1', unseen: 'true', folder: 'default0/INBOX', id: '259', session: SESSION };
    expect(Object.fromEntries(url.searchParams)).toEqual(asked);
  });

  it('is each one of a conversation that was loaded', () => {
    const articles =
      toArticle(NAME, RECEIPT) + toArticle('default0/INBOX.260', ORDINARY, false) + toArticle('default0/Inviati.261', ORDINARY);
    expect(openIds(createOpenXchangePage('', articles))).toEqual(['259', '261']);
  });

  it('may lie in a folder with dots, blanks and signs of addresses', () => {
    const folder = 'default0/INBOX/a.b & c=d#e?f';
    const [message] = openXchange.openMessages(createOpenXchangePage('', toArticle(`${folder}.7`, RECEIPT)));
    expect(new URL(message?.source.url ?? '').searchParams.getAll('folder')).toEqual([folder]);
  });

  it('is none in a window of its own', () => {
    const page = createOpenXchangePage('', toArticle(NAME, RECEIPT));
    page.querySelector('.io-ox-mail-window')?.setAttribute('class', 'io-ox-mail-detail-window');
    expect(openIds(page)).toEqual([]);
  });

  it('follows the page when it is drawn anew', () => {
    const page = createOpenXchangePage('', toArticle(NAME, RECEIPT));
    (page.querySelector('.mail-detail-pane') as Element).innerHTML = toArticle('default0/INBOX.260', ORDINARY);
    expect(openXchange.openMessages(page).map(({ looksLikePec }) => looksLikePec)).toEqual([false]);
    expect(openIds(page)).toEqual(['260']);
  });
});

describe('the session', () => {
  const openWith = (...asked: ReturnType<typeof toAsked>[]): Document => createOpenXchangePage('', toArticle(NAME, RECEIPT), { asked });
  const other = 'f'.repeat(32);

  it('is that of the last request, wherever the interface answers', () => {
    const page = openWith(toAsked(`${ORIGIN}/ajax/mail?session=${SESSION}`), toAsked(`${ORIGIN}/ajax/folders?session=${other}`, 'fetch'));
    expect(openXchange.openMessages(page)[0]?.source.url).toMatch(new RegExp(`^${ORIGIN}/ajax/mail\\?.*session=${other}$`));
  });

  it.each([
    ['no request', []],
    ['a picture of a mail', [toAsked(`${ORIGIN}/appsuite/api/mail?session=${other}`, 'img')]],
    ['another host', [toAsked(`https://evil.example/appsuite/api/mail?session=${other}`)]],
    ['another form', [toAsked(`${ORIGIN}/appsuite/api/mail?session=${'a'.repeat(31)}%26`)]],
    ['another place', [toAsked(`${ORIGIN}/files/mail?session=${other}`)]],
    ['no address', [toAsked('x')]],
  ])('is unknown from %s: no message, and the popup says so', (_, asked) => {
    const page = createOpenXchangePage(toRow(NAME, RECEIPT), toArticle(NAME, RECEIPT), { asked });
    expect([openXchange.openMessages(page), openXchange.listRows(page)]).toEqual([[], []]);
    expect(openXchange.selfCheck(page)).toMatchObject([{ code: 'session-unknown' }]);
  });

  it('parts the messages of two logins', () => {
    const pages = [SESSION, other].map((id) => openWith(toAsked(`${ORIGIN}/appsuite/api/mail?session=${id}`)));
    expect(new Set(pages.map((page) => openXchange.openMessages(page)[0]?.key)).size).toBe(2);
  });
});

describe('the list', () => {
  it('names messages as the pane does, conversations not at all', () => {
    const rows = toRow(NAME, RECEIPT) + toRow(`thread.${NAME}`, RECEIPT) + toRow('default0/INBOX.260', ORDINARY);
    const page = createOpenXchangePage(rows, toArticle(NAME, RECEIPT));
    const listed = openXchange.listRows(page);
    expect(listed.map(({ key, looksLikePec }) => [key !== null, looksLikePec])).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
    expect(listed[0]?.key).toBe(openXchange.openMessages(page)[0]?.key);
    expect(openXchange.selfCheck(page)).toEqual([]);
  });
});

describe('the body of a message', () => {
  const check = (articles: string): unknown => openXchange.selfCheck(createOpenXchangePage('', articles));
  it('tells that its message is out of reach where nothing is known around it', () => {
    const article = toArticle(NAME, RECEIPT);
    for (const changed of [article.replace('mail-detail"', 'detail"'), article.replace('detail-view-header', 'head')])
      expect(check(changed)).toMatchObject([{ code: 'message-changed' }]);
  });

  it('and is missed nowhere else', () => {
    for (const articles of [toArticle(NAME, RECEIPT), '']) expect(check(articles)).toEqual([]);
  });
});

describe('a mail', () => {
  it('that imitates messages and rows gets neither card, mark nor hint by it', () => {
    const fakes = `${toArticle('default0/INBOX.666', RECEIPT)}<ul class="list-view mail-item">${toRow('default0/INBOX.666', RECEIPT)}</ul>`;
    const page = createOpenXchangePage('', toArticle(NAME, { ...ORDINARY, body: fakes }));
    expect(openIds(page)).toEqual(['259']);
    expect(openXchange.openMessages(page)[0]?.looksLikePec).toBe(false);
    expect(openXchange.listRows(page)).toEqual([]);
  });

  it.each([
    ...HOSTILE_IDS.map((id) => `default0/INBOX.${id}`),
    '.5',
    '5',
    'INBOX.5',
    'default0/.5',
    'default0/IN\nBOX.5',
    'xdefault0/INBOX.5',
  ])('with the name %j is none', (name) => {
    const page = createOpenXchangePage(toRow(name, RECEIPT), toArticle(name, RECEIPT));
    expect(openIds(page)).toEqual([]);
    expect(openXchange.listRows(page).map(({ key }) => key)).toEqual([null]);
  });
});
