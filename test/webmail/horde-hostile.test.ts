// @vitest-environment jsdom
// The Horde adapter against mail and pages that want to lead it astray.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { horde } from '../../lib/webmail/horde';
import { createBasicList, createBasicMessage, createDynamicPage, createWindowPage, SEARCH, TOKEN, toMailboxParameter } from './horde-pages';
import { type Message, ORDINARY, ORIGIN, RECEIPT } from './roundcube-pages';

const EVIL = 'E'.repeat(23);
const link = (muid: string, origin = ''): string =>
  `<div class="mimePartInfo"><a class="downloadAtc" href="${origin}/horde/services/download/?muid=${encodeURIComponent(muid)}">x</a></div>`;
const PAGES: [string, (message: Message) => Document][] = [
  ['preview', (message) => createDynamicPage([], { open: message })],
  ['window', (message) => createWindowPage(message)],
  ['basic page', (message) => createBasicMessage(message)],
];

describe.each(PAGES)('a mail in the %s', (_name, show) => {
  const [genuine] = horde.openMessages(show(RECEIPT));

  it('cannot change token or message with scripts, forms and links of its own', () => {
    const form = `<form id="messages" action="basic.php"><input id="token" value="${EVIL}"><input id="mailbox" value="x"><input id="buid" value="9"></form>`;
    const body = `<script>\nHordeCore.conf={"TOKEN":"${EVIL}"}\n</script>${form}${link('{5}INBOX9')}`;
    const [message] = horde.openMessages(show({ ...RECEIPT, body }));
    expect([message?.key, message?.source]).toEqual([genuine?.key, genuine?.source]);
  });

  it('cannot draw the card into its body by imitating headers', () => {
    const fakes = '<div class="msgHeaders"></div><div id="msgheaders"></div><div id="previewMsg"><div class="msgHeaders"></div></div>';
    const page = show({
      ...RECEIPT,
      body: `${fakes}<div id="msgData"><div class="msgfullread"><div class="msgHeaders"></div></div></div>`,
    });
    for (const element of page.querySelectorAll('.msgHeaders, #msgheaders'))
      if (element.closest('.mimePartData') === null) element.remove();
    expect(horde.openMessages(page)).toEqual([]);
  });

  it('gets no hint from words in its body', () => {
    const body = `<div class="msgHeaders"><span class="subject">POSTA CERTIFICATA: x</span></div><span class="mimePartInfoDescrip">daticert.xml</span>
      <div id="msgheaders"><p>CONSEGNA: x</p></div>`;
    expect(horde.openMessages(show({ ...ORDINARY, body })).map(({ looksLikePec }) => looksLikePec)).toEqual([false]);
  });

  it.each(['{5}INBOX', '{5}INBOX0', '{5}INBOX5 ', '{0}5', '{}INBOX5', '{4}INBOX5', 'INBOX5', '{5}INBOX5&uid=6', '{99999}x5'])(
    'whose parts are linked as %s is none that could be asked for',
    (muid) => {
      const page = show(RECEIPT);
      for (const a of page.querySelectorAll<HTMLAnchorElement>('a.downloadAtc')) a.href = `/?muid=${encodeURIComponent(muid)}`;
      expect(horde.openMessages(page)).toEqual([]);
    },
  );

  it('whose parts are linked to several messages, or to another site, is none', () => {
    const page = show(RECEIPT);
    const [first] = page.querySelectorAll<HTMLAnchorElement>('a.downloadAtc');
    if (first) first.href = first.href.replace('INBOX5', 'INBOX6');
    expect(horde.openMessages(page)).toEqual([]);
    const elsewhere = show(RECEIPT);
    for (const a of elsewhere.querySelectorAll<HTMLAnchorElement>('a.downloadAtc')) a.href = a.href.replace(ORIGIN, 'https://evil.example');
    expect(horde.openMessages(elsewhere)).toEqual([]);
  });
});

describe('the frame of an HTML mail', () => {
  it('is no page of Horde, whatever it holds and whatever its address', () => {
    const { window } = new JSDOM(createWindowPage(RECEIPT).documentElement.outerHTML, {
      url: `${ORIGIN}/horde/imp/dynamic.php?page=message`,
    });
    expect(horde.recognises(window.document)).toBe(true);
    const frame = window.document.createElement('iframe');
    frame.className = 'htmlMsgData';
    Object.defineProperty(window, 'frameElement', { value: frame });
    expect(horde.recognises(window.document)).toBe(false);
  });
});

describe('a token', () => {
  it.each(['', 'short', `${TOKEN}&actionID=delete`, `${TOKEN}"`, 'x'.repeat(65)])(
    'of the form %j offers neither message nor rows',
    (token) => {
      const rows = [{ uid: '5', message: RECEIPT }];
      expect(horde.openMessages(createWindowPage(RECEIPT, { token }))).toEqual([]);
      expect([...horde.listRows(createDynamicPage(rows, { token })), ...horde.listRows(createBasicList(rows, { token }))]).toEqual([]);
    },
  );
});

describe('what the page tells of a row', () => {
  const INBOX = toMailboxParameter('INBOX');

  it.each([
    `${INBOX};0`,
    `${INBOX};5;6`,
    `${INBOX};`,
    ';5',
    `${INBOX};5 `,
    `${INBOX}=;5`,
    '{5}INBOX5',
    `${'a'.repeat(901)};5`,
    'undefined;undefined',
  ])('is not taken for an id when it is %j', (id) => expect(horde.probe?.isId(id)).toBe(false));

  it.each([`${SEARCH};5`, `${Buffer.from([0xff, 0xfe]).toString('base64url')};5`, 'A;5'])('names no message with %j', (id) => {
    const [row] = horde.listRows(createDynamicPage([{ uid: '5', message: RECEIPT }]), () => id);
    expect([row?.key, row?.looksLikePec]).toEqual([null, true]);
  });
});

describe('a row of the basic view', () => {
  it.each([
    'https://evil.example/basic.php?page=message&mailbox=SU5CT1g&buid=5',
    'javascript:alert(1)//page=message&mailbox=SU5CT1g&buid=5',
  ])('that leads to %s is left alone', (href) => {
    const page = createBasicList([{ uid: '5', message: RECEIPT }]);
    page.querySelector('a.mboxSubject')?.setAttribute('href', href);
    expect(horde.listRows(page)).toEqual([]);
  });

  it.each(['mailbox=SU5CT1g&buid=5%26x', `mailbox=${SEARCH}&buid=5`, 'mailbox=&buid=5', 'buid=5'])('with %s has no key', (query) => {
    const page = createBasicList([{ uid: '5', message: RECEIPT }]);
    page.querySelector('a.mboxSubject')?.setAttribute('href', `?page=message&${query}`);
    expect(horde.listRows(page).map(({ key }) => key)).toEqual([null]);
  });
});
