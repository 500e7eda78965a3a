// @vitest-environment jsdom
// The Horde adapter on ordinary pages of both views: what it reads, where it puts things, what it calls broken.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { horde } from '../../lib/webmail/horde';
import {
  createBasicList,
  createBasicMessage,
  createDynamicPage,
  createWindowPage,
  TOKEN,
  toMailboxParameter,
  type View,
} from './horde-pages';
import { type Message, ORDINARY, ORIGIN, RECEIPT } from './roundcube-pages';

const PAGES: Record<string, (message: Message, view?: View) => Document> = {
  preview: (message, view) => createDynamicPage([], { ...view, open: message }),
  window: createWindowPage,
  'basic page': createBasicMessage,
};
const NAMES = Object.keys(PAGES);
const show = (name: string, message: Message, view?: View): Document => (PAGES[name] as (typeof PAGES)[string])(message, view);

const open = (page: Document) => {
  const [message, ...others] = horde.openMessages(page);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('no open message');
  return message;
};

describe('recognises', () => {
  it('wants both the address and what Horde tells its scripts', () => {
    expect([createDynamicPage([]), createBasicList([]), ...NAMES.map((name) => show(name, RECEIPT))].every(horde.recognises)).toBe(true);
    const elsewhere = new JSDOM(createDynamicPage([]).documentElement.outerHTML, { url: `${ORIGIN}/horde/imp/view.php` });
    expect(horde.recognises(elsewhere.window.document)).toBe(false);
    expect(horde.recognises(new JSDOM('<p>HordeCore.conf={}</p>', { url: `${ORIGIN}/imp/dynamic.php` }).window.document)).toBe(false);
  });
});

describe.each(NAMES)('an open message in the %s', (name) => {
  it('is found, with an anchor above the header and outside the body', () => {
    const page = show(name, RECEIPT);
    const { anchor, isPart } = open(page);
    const [header, body] = [page.querySelector('.subject, #msgheaders p'), page.querySelector('#messageBody, .messageBody')];
    expect(anchor.contains(header)).toBe(true);
    expect(anchor.compareDocumentPosition(body as Element) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(isPart).toBe(false);
  });

  it('is hinted by one sign alone, and not without any', () => {
    expect(open(show(name, ORDINARY)).looksLikePec).toBe(false);
    for (const sign of [{ subject: RECEIPT.subject }, { sender: RECEIPT.sender }, { attachments: ['smime.p7s'] }]) {
      expect(open(show(name, { ...ORDINARY, ...sign })).looksLikePec).toBe(true);
    }
  });

  it('has its source asked for exactly, below the path of the page', () => {
    const { source } = open(show(name, RECEIPT, { path: '/posta/h', folder: 'Però & co/7', uid: '31' }));
    const url = new URL(source.url);
    expect(source.fidelity).toBe('exact');
    expect(url.origin + url.pathname).toBe(`${ORIGIN}/posta/h/imp/view.php`);
    expect(Object.fromEntries(url.searchParams)).toEqual({ actionID: 'view_source', id: '0', muid: '{12}Però & co/731' });
    expect(url.hash).toBe('');
  });

  it('is none while the page names another message than it shows', () => {
    expect(horde.openMessages(show(name, RECEIPT, { uid: '6', shown: { folder: 'INBOX', uid: '5' } }))).toEqual([]);
    expect(horde.openMessages(show(name, RECEIPT, { folder: 'Sent', shown: { folder: 'INBOX', uid: '5' } }))).toEqual([]);
  });

  it('is the message that is shown where a search numbered it anew', () => {
    const found = open(show(name, RECEIPT, { folder: 'impsearch\0x', uid: '1', shown: { folder: 'Sent', uid: '9' } }));
    expect(found.key).toBe(open(show(name, RECEIPT, { folder: 'Sent', uid: '9' })).key);
  });
});

describe('the attachments of an earlier message, which Horde hides and leaves in its preview', () => {
  const [first] = createDynamicPage([], { open: RECEIPT, uid: '7' }).querySelectorAll('.downloadAtc');
  const later = createDynamicPage([], { open: ORDINARY });
  const list = later.createElement('div');
  list.id = 'msgAtc';
  list.innerHTML = `<div id="partlist"><table><tr><td>postacert.eml</td><td>${first?.outerHTML}</td></tr></table></div>`;
  later.querySelector('.msgHeaders')?.append(list);

  it('neither name a message nor hint at PEC while they are hidden', () => {
    list.style.display = 'none';
    const found = open(later);
    expect([found.key, found.looksLikePec]).toEqual([open(createDynamicPage([], { open: ORDINARY })).key, false]);
  });

  it('are those of this message while they are shown', () => {
    list.style.display = '';
    expect(horde.openMessages(later)).toEqual([]);
  });
});

describe('the key', () => {
  const key = (view: View) => open(createWindowPage(RECEIPT, view)).key;

  it('is the same in both lists, pane, window and page', () => {
    const [basic] = horde.listRows(createBasicList([{ uid: '5', message: RECEIPT }]));
    const [dynamic] = horde.listRows(createDynamicPage([{ uid: '5', message: RECEIPT }]), () => `${toMailboxParameter('INBOX')};5`);
    expect(new Set([basic?.key, dynamic?.key, ...NAMES.map((name) => open(show(name, RECEIPT)).key)]).size).toBe(1);
  });

  it('differs by message, mailbox and login', () => {
    const keys = [key({}), key({ uid: '6' }), key({ folder: 'Sent' }), key({ token: TOKEN.toLowerCase() })];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('cannot be made equal by a mailbox that imitates its parts', () => {
    expect(key({ folder: 'INBOX1', uid: '2' })).not.toBe(key({ folder: 'INBOX', uid: '12' }));
    expect(key({ folder: 'INBOX","5' })).not.toBe(key({}));
  });
});

describe('rows', () => {
  const two = [
    { uid: '5', message: RECEIPT },
    { uid: '6', folder: 'Sent', message: ORDINARY },
  ];

  it('of the basic view carry key, place and hint', () => {
    const rows = horde.listRows(createBasicList(two));
    expect(rows.map(({ looksLikePec }) => looksLikePec)).toEqual([true, false]);
    expect(rows[0]?.before).toBe(rows[0]?.slot.firstChild);
  });

  it('of the dynamic view have a hint at once and a key when it was told', () => {
    const page = createDynamicPage(two);
    expect(horde.listRows(page).map(({ key, looksLikePec }) => [key, looksLikePec])).toEqual([
      [null, true],
      [null, false],
    ]);
    const [first] = horde.listRows(page, ({ id }) => (id === 'VProw_1' ? `${toMailboxParameter('INBOX')};5` : null));
    expect(first?.key).not.toBeNull();
    expect([first?.slot.className, first?.before]).toEqual(['msgSubject sep', first?.slot.firstChild]);
  });

  it('that are drafts are left alone', () => {
    const page = createBasicList(two);
    for (const link of page.querySelectorAll('a.mboxSubject')) link.setAttribute('href', 'javascript:void(0)');
    expect(horde.listRows(page)).toEqual([]);
  });
});

describe('selfCheck', () => {
  it('is silent on pages that are as expected', () => {
    const lists = [createDynamicPage([]), createBasicList([]), createDynamicPage([{ uid: '5', message: RECEIPT }])];
    for (const page of [...lists, createBasicList([{ uid: '5', message: RECEIPT }]), ...NAMES.map((name) => show(name, RECEIPT))]) {
      expect(horde.selfCheck(page)).toEqual([]);
    }
  });

  it('names what has changed', () => {
    expect(horde.selfCheck(createDynamicPage([], { token: 'short' }))).toMatchObject([{ code: 'session-unknown' }]);
    for (const page of [createDynamicPage([{ uid: '5', message: RECEIPT }]), createBasicList([{ uid: '5', message: RECEIPT }])]) {
      for (const element of page.querySelectorAll('.msgSubject, .mboxSubject')) element.className = 'other';
      expect(horde.selfCheck(page)).toMatchObject([{ code: 'list-changed' }]);
    }
    for (const name of NAMES) {
      const page = show(name, RECEIPT);
      for (const link of page.querySelectorAll('.downloadAtc')) link.removeAttribute('href');
      expect(horde.selfCheck(page)).toMatchObject([{ code: 'source-unknown' }]);
    }
    for (const page of [createWindowPage(RECEIPT), createBasicMessage(RECEIPT)]) {
      for (const element of page.querySelectorAll('.msgHeaders, #msgheaders')) element.remove();
      expect(horde.selfCheck(page)).toMatchObject([{ code: 'message-changed' }]);
    }
  });
});
