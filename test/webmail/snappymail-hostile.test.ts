// @vitest-environment jsdom
// The SnappyMail adapter against mail, links and page scripts that want to lead it astray.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRowProbe } from '../../lib/webmail/row-ids';
import { snappymail } from '../../lib/webmail/snappymail';
import { probeSnappymail } from '../../lib/webmail/snappymail/probe';
import { ACCOUNT, createPage, ORDINARY, ORIGIN, RECEIPT, toFields, toHash, toLink } from './snappymail-pages';

const keyOf = (page: Document): string | undefined => snappymail.openMessages(page)[0]?.key;
const GOOD = keyOf(createPage([], RECEIPT));
const OTHER = toHash(toFields({ uid: 9 }));

describe('a mail', () => {
  it('cannot name another message by the address where one leaves its list', () => {
    const both = `${toLink('Download', '')}${toLink('ViewAsPlain', OTHER, '')}`;
    for (const unsubscribe of [toLink('Download', OTHER), toLink('ViewAsPlain', OTHER), both, `${toLink('ViewAsPlain', '')}${both}`])
      expect(keyOf(createPage([], RECEIPT, { unsubscribe }))).toBe(GOOD);
  });

  it('cannot name another message from its body, nor draw the card there', () => {
    const links = `<li><a href="${toLink('ViewAsPlain', OTHER)}">x</a></li><li><a href="${toLink('Download', OTHER)}">x</a></li>`;
    const body = `<menu><div>${links}</div></menu><div id="messageItem"><div class="messageItemHeader"></div></div>`;
    const page = createPage([], { ...RECEIPT, body });
    expect(keyOf(page)).toBe(GOOD);
    expect(snappymail.openMessages(page)[0]?.anchor.closest('.bodyText')).toBeNull();
    for (const element of page.querySelectorAll('menu, .messageItemHeader')) if (element.closest('.bodyText') === null) element.remove();
    expect(snappymail.openMessages(page)).toEqual([]);
  });

  it('gets no hint from words in its body', () => {
    const body =
      '<div class="messageItemHeader"><span class="subject">CONSEGNA: x</span><span class="from">posta-certificata@x.example</span></div><p class="attachmentItem">smime.p7s</p>';
    expect(snappymail.openMessages(createPage([], { ...ORDINARY, body }))[0]?.looksLikePec).toBe(false);
  });
});

describe('the links of the menu', () => {
  const withHash = (hash: string) => createPage([], RECEIPT, { links: [toLink('ViewAsPlain', hash), toLink('Download', hash)] });

  it('must name the same message', () => {
    const mine = toHash(toFields());
    expect(keyOf(createPage([], RECEIPT, { links: [toLink('ViewAsPlain', mine), toLink('Download', OTHER)] }))).toBeUndefined();
    expect(keyOf(createPage([], RECEIPT, { links: [toLink('ViewAsPlain', mine), ''] }))).toBeUndefined();
  });

  it('must lead to the page itself', () => {
    const hash = toHash(toFields());
    const links = ['ViewAsPlain', 'Download'].map((action) => toLink(action, hash, 'https://evil.example/'));
    expect(keyOf(createPage([], RECEIPT, { links }))).toBeUndefined();
  });

  it.each([
    { uid: 0 },
    { uid: -1 },
    { uid: 1.5 },
    { uid: '5' },
    { uid: 4294967296 },
    { uid: null },
    { folder: '' },
    { folder: 7 },
    { folder: 'x'.repeat(901) },
    { accountHash: '' },
    { accountHash: ACCOUNT.slice(1) },
    { accountHash: `${ACCOUNT}\n` },
    { accountHash: [ACCOUNT] },
    { mimeType: 'image/png' },
    { mimeIndex: '1.2' },
    { fileHash: 'a' },
  ])('with %o name no message', (named) => {
    expect(keyOf(withHash(toHash(toFields(named))))).toBeUndefined();
  });

  it.each(['', 'x', '!!!', toHash(null), toHash([]), toHash('text'), toHash(5), Buffer.from([0xff, 0xfe]).toString('base64url')])(
    'that end in %j name no message',
    (hash) => {
      expect(keyOf(withHash(hash))).toBeUndefined();
    },
  );

  it('keep the request on its own origin even with a path like a host', () => {
    const links = ['ViewAsPlain', 'Download'].map((action) => toLink(action, toHash(toFields()), `${ORIGIN}/`));
    const [led] = snappymail.openMessages(createPage([], RECEIPT, { path: '//evil.example/', links }));
    expect(new URL(led?.source.url ?? '').origin).toBe(ORIGIN);
  });
});

describe('what the page tells of its rows', () => {
  it.each([
    '',
    'undefined/undefined/undefined',
    `${ACCOUNT}/5/`,
    `${ACCOUNT}/0/INBOX`,
    `${ACCOUNT}/05/INBOX`,
    `${ACCOUNT}/99999999999/INBOX`,
    `${ACCOUNT}/4294967296/INBOX`,
    `${ACCOUNT}/5,6/INBOX`,
    `${ACCOUNT}x/5/INBOX`,
    `${ACCOUNT}/5/${'x'.repeat(901)}`,
  ])('%j is no id', (id) => {
    expect(snappymail.probe?.isId(id)).toBe(false);
    expect(snappymail.listRows(createPage([RECEIPT]), () => id)[0]?.key).toBeNull();
  });

  it('may name folders with slashes and line ends', () => {
    expect(snappymail.probe?.isId(`${ACCOUNT}/5/a/b\nc`)).toBe(true);
  });
});

describe('the probe', () => {
  afterEach(() => vi.unstubAllGlobals());
  const play = (page: Document, of: Record<string, unknown>) => {
    for (const [name, value] of Object.entries({ document: page, ...of })) vi.stubGlobal(name, value);
    return probeSnappymail();
  };
  const rl = { settings: { get: (name: string) => (name === 'accountHash' ? ACCOUNT : 'x') } };

  it('tells of every row, in the order of the page, what the webmail knows of it', () => {
    const page = createPage([RECEIPT, ORDINARY]);
    const rows = [...page.querySelectorAll('.messageListItem')];
    const told = play(page, { rl, ko: { dataFor: (row: Element) => ({ uid: 7 + rows.indexOf(row), folder: 'INBOX' }) } });
    expect(told).toEqual([`${ACCOUNT}/7/INBOX`, `${ACCOUNT}/8/INBOX`]);
    const { rows: selector, isId } = snappymail.probe ?? { rows: '', isId: () => false };
    const ids = createRowProbe({ rows: selector, isId }).createIds();
    ids.ask(page)(told);
    expect(snappymail.listRows(page, ids.find).map(({ key }) => key)).toEqual([
      JSON.stringify(['snappymail', ORIGIN, ACCOUNT, 'INBOX', 7]),
      JSON.stringify(['snappymail', ORIGIN, ACCOUNT, 'INBOX', 8]),
    ]);
  });

  it.each([{}, { ko: {}, rl: {} }, { ko: { dataFor: () => undefined }, rl }, { ko: { dataFor: () => ({ uid: {}, folder: null }) }, rl }])(
    'gives nothing to go by where the scripts are not as expected: %#',
    (globals) => {
      const told = play(createPage([RECEIPT]), globals);
      expect(told).toHaveLength(1);
      expect(told.map((id) => snappymail.probe?.isId(id))).toEqual([false]);
    },
  );
});
