// @vitest-environment jsdom
// The Roundcube adapter on ordinary pages: every skin and view, what it reads, where it puts things, what it calls broken.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { roundcube } from '../../lib/webmail/roundcube';
import { createListPage, createMessagePage, ORDINARY, ORIGIN, RECEIPT, SKINS, TOKEN } from './roundcube-pages';

const open = (page: Document) => {
  const [message, ...others] = roundcube.openMessages(page);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('no open message');
  return message;
};

describe('recognises', () => {
  it('wants both the script and the environment', () => {
    const page = createListPage([]);
    expect(roundcube.recognises(page)).toBe(true);
    page.querySelector('script[src]')?.remove();
    expect(roundcube.recognises(page)).toBe(false);
    expect(roundcube.recognises(new JSDOM('<script src="program/js/app.min.js"></script>').window.document)).toBe(false);
    expect(roundcube.recognises(new JSDOM('<p>rcmail.set_env({})</p>').window.document)).toBe(false);
  });
});

describe.each(SKINS)('an open message in %s', (skin) => {
  it.each(['preview', 'show'] as const)('is found as %s, with an anchor above header or content and outside the body', (action) => {
    const page = createMessagePage(RECEIPT, { skin, action });
    const { anchor, looksLikePec } = open(page);
    const body = page.querySelector('#messagebody');
    expect(looksLikePec).toBe(true);
    expect(anchor.compareDocumentPosition(body as Element) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(anchor.closest('#messagebody')).toBeNull();
    expect(anchor.id).not.toBe('message-objects');
  });

  it('carries no hint when nothing of it looks like PEC', () => {
    expect(open(createMessagePage(ORDINARY, { skin })).looksLikePec).toBe(false);
  });

  it.each([
    { ...ORDINARY, subject: RECEIPT.subject },
    { ...ORDINARY, sender: RECEIPT.sender },
    { ...ORDINARY, attachments: ['smime.p7s'] },
  ])('is hinted by one sign alone: %o', (message) => {
    expect(open(createMessagePage(message, { skin })).looksLikePec).toBe(true);
  });
});

describe('the source', () => {
  it('is asked for exactly, with the token, below the path of the page', () => {
    const { source } = open(createMessagePage(RECEIPT, { path: '/webmail/secret9/', folder: 'Archivio & co/è', query: '&_framed=1#top' }));
    const url = new URL(source.url);
    expect(source.fidelity).toBe('exact');
    expect(url.origin + url.pathname).toBe(`${ORIGIN}/webmail/secret9/`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ _task: 'mail', _action: 'viewsource', _uid: '5', _mbox: 'Archivio & co/è', _save: '1', _token: TOKEN },
    });
    expect(url.hash).toBe('');
  });

  it('is that of the inner message when a message in a message is open', () => {
    const message = open(createMessagePage(ORDINARY, { uid: '12.1.3', query: '&_extwin=1', action: 'show' }));
    expect(new URL(message.source.url).searchParams.get('_uid')).toBe('12.1.3');
    expect(message.key).not.toBe(open(createMessagePage(ORDINARY, { uid: '12' })).key);
  });
});

describe('the key', () => {
  const key = (view: Parameters<typeof createMessagePage>[1]) => open(createMessagePage(RECEIPT, view)).key;

  it('is the same in list, pane, page and extra window', () => {
    const [row] = roundcube.listRows(createListPage([{ uid: '5', message: RECEIPT }]));
    expect(new Set([row?.key, key({}), key({ action: 'show' }), key({ action: 'show', query: '&_extwin=1' })]).size).toBe(1);
  });

  it('differs by message, folder and login', () => {
    const keys = [key({}), key({ uid: '6' }), key({ folder: 'Sent' }), key({ environment: { request_token: TOKEN.toLowerCase() } })];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('cannot be made equal by a folder that imitates its parts', () => {
    expect(key({ folder: 'INBOX","5' })).not.toBe(key({ folder: 'INBOX', uid: '5' }));
  });
});

describe('rows', () => {
  it('carry key, place and hint', () => {
    const page = createListPage([
      { uid: '5', message: RECEIPT },
      { uid: '6', folder: 'Sent', message: ORDINARY },
    ]);
    const rows = roundcube.listRows(page);
    expect(rows.map(({ looksLikePec }) => looksLikePec)).toEqual([true, false]);
    expect(rows[0]?.slot.className).toBe('subject');
    expect(rows[0]?.before?.parentElement).toBe(rows[0]?.slot);
  });

  it('that are drafts are left alone', () => {
    expect(
      roundcube.listRows(createListPage([{ uid: '5', message: RECEIPT, href: '?_task=mail&_action=compose&_draft_uid=5&_mbox=Drafts' }])),
    ).toEqual([]);
  });
});

describe('other pages', () => {
  it.each([{ action: 'print' }, { action: 'compose' }, { action: 'get' }, { task: 'settings' }, { task: null }])(
    'offer nothing: %o',
    (environment) => {
      const page = createMessagePage(RECEIPT, { environment });
      expect(roundcube.openMessages(page)).toEqual([]);
      expect(roundcube.listRows(page)).toEqual([]);
    },
  );
});

describe('selfCheck', () => {
  it('is silent on pages that are as expected', () => {
    expect(roundcube.selfCheck(createListPage([{ uid: '5', message: RECEIPT }]))).toEqual([]);
    expect(roundcube.selfCheck(createListPage([]))).toEqual([]);
    for (const skin of SKINS) expect(roundcube.selfCheck(createMessagePage(RECEIPT, { skin }))).toEqual([]);
    expect(roundcube.selfCheck(createListPage([], { environment: { task: 'login' } }))).toEqual([]);
  });

  it('names what has changed', () => {
    const list = createListPage([{ uid: '5', message: RECEIPT }]);
    for (const link of list.querySelectorAll('a')) link.removeAttribute('href');
    expect(roundcube.selfCheck(list)).toMatchObject([{ code: 'list-changed' }]);
    expect(roundcube.selfCheck(createListPage([], { environment: { request_token: 'short' } }))).toMatchObject([
      { code: 'session-unknown' },
    ]);
    expect(roundcube.selfCheck(createMessagePage(RECEIPT, { environment: { uid: 'x' } }))).toMatchObject([{ code: 'source-unknown' }]);
    const message = createMessagePage(RECEIPT);
    message.body.innerHTML = '<p>new layout</p>';
    expect(roundcube.selfCheck(message)).toMatchObject([{ code: 'message-changed' }]);
  });
});
