// @vitest-environment jsdom
// The SnappyMail adapter on ordinary pages: what it reads, where it puts things, what it calls broken.
import { JSDOM } from 'jsdom';
import { describe, expect, it, vi } from 'vitest';
import { snappymail } from '../../lib/webmail/snappymail';
import { ACCOUNT, createPage, ORDINARY, ORIGIN, RECEIPT, toHash, toLink, type View } from './snappymail-pages';

const open = (page: Document) => {
  const [message, ...others] = snappymail.openMessages(page);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('no open message');
  return message;
};
const readHash = (url: string): unknown => JSON.parse(Buffer.from(url.split('/').at(-1) ?? '', 'base64url').toString());

describe('recognises', () => {
  it('wants both the place for the views and the style sheet, from before anyone signs in', () => {
    const page = createPage(null);
    expect(snappymail.recognises(page)).toBe(true);
    page.querySelector('link')?.remove();
    expect(snappymail.recognises(page)).toBe(false);
    const other = '<link rel="stylesheet" href="/snappymail/v/2/app.css"><body><p id="rl-right"></p></body>';
    expect(snappymail.recognises(new JSDOM(other).window.document)).toBe(false);
  });
});

describe('an open message', () => {
  it('has its anchor below the subject, above the rest and outside the body', () => {
    const page = createPage([], RECEIPT);
    const { anchor, looksLikePec, isPart } = open(page);
    const body = page.querySelector('.bodyText') as Element;
    expect([looksLikePec, isPart]).toEqual([true, false]);
    expect(anchor.parentElement?.id).toBe('messageItem');
    expect(anchor.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('carries no hint when nothing of it looks like PEC', () => {
    expect(open(createPage([], ORDINARY)).looksLikePec).toBe(false);
  });

  it.each([
    { ...ORDINARY, subject: RECEIPT.subject },
    { ...ORDINARY, sender: RECEIPT.sender },
    { ...ORDINARY, attachments: ['smime.p7s'] },
  ])('is hinted by one sign alone: %o', (message) => {
    expect(open(createPage([], message)).looksLikePec).toBe(true);
  });

  it('is none while no message is shown, or behind the settings', () => {
    expect(snappymail.openMessages(createPage([RECEIPT]))).toEqual([]);
    const page = createPage([], RECEIPT);
    page.querySelector('#V-MailMessageView')?.setAttribute('hidden', '');
    expect(snappymail.openMessages(page)).toEqual([]);
    const closed = createPage([], RECEIPT);
    closed.querySelector('#rl-right')?.classList.remove('message-selected');
    expect(snappymail.openMessages(closed)).toEqual([]);
  });
});

describe('the source', () => {
  it('is asked for exactly, below the path of the page, by folder, number and account alone', () => {
    const { source } = open(createPage([], RECEIPT, { path: '/posta/web/', named: { folder: 'Archivio & co/è', uid: 77 } }));
    expect(source).toMatchObject({ headers: {}, fidelity: 'exact' });
    expect(source.url).toMatch(/^https:\/\/webmail\.example\/posta\/web\/\?\/Raw\/&q\[\]=\/0\/Download\/&q\[\]=\/[A-Za-z0-9_-]+$/);
    // The subject, which the webmail's own link carries along, stays out of the server's log.
    expect(readHash(source.url)).toEqual({ folder: 'Archivio & co/è', uid: 77, mimeType: 'message/rfc822', accountHash: ACCOUNT });
  });

  it('that does not come makes us ask whether anybody is signed in', async () => {
    const { source } = open(createPage([], RECEIPT, { path: '/posta/web/' }));
    const asked = vi.spyOn(globalThis, 'fetch');
    const isOver = async (answer: string, type = 'application/json'): Promise<boolean | undefined> => {
      asked.mockResolvedValueOnce(new Response(answer, { headers: { 'content-type': type } }));
      return source.isSessionOver?.({ origin: ORIGIN, maxBytes: 1000, signal: new AbortController().signal });
    };
    expect(await isOver('{"Auth":false,"title":"SnappyMail"}')).toBe(true);
    expect(asked.mock.calls[0]?.[0]).toBe('https://webmail.example/posta/web/?/AppData/0/0/');
    for (const answer of ['{"Auth":true}', '{}', 'null', '', 'Auth: false']) expect(await isOver(answer), answer).toBe(false);
    expect(await isOver('<!doctype html>', 'text/html')).toBe(true);
    asked.mockRestore();
  });

  it('is below the path also where that has no slash at its end', () => {
    expect(open(createPage([], RECEIPT, { path: '/posta' })).source.url).toMatch(/^https:\/\/webmail\.example\/posta\/\?\/Raw\//);
  });
});

describe('the key', () => {
  const key = (named: View['named']) => open(createPage([], RECEIPT, { named: named ?? {} })).key;

  it('is the same in list and view', () => {
    const [row] = snappymail.listRows(createPage([RECEIPT]), () => `${ACCOUNT}/5/INBOX`);
    expect(row?.key).toBe(key({}));
  });

  it('differs by message, folder and account, and not by subject', () => {
    const keys = [key({}), key({ uid: 6 }), key({ folder: 'Sent' }), key({ accountHash: ACCOUNT.replace('0', 'f') })];
    expect(new Set(keys).size).toBe(keys.length);
    expect(key({ fileName: 'altro.eml' })).toBe(keys[0]);
  });

  it('cannot be made equal by a folder that imitates its parts', () => {
    expect(key({ folder: 'INBOX",5]' })).not.toBe(key({}));
  });
});

describe('rows', () => {
  it('carry place and hint, and no key before it is told', () => {
    const rows = snappymail.listRows(createPage([RECEIPT, ORDINARY]));
    expect(rows.map(({ key, looksLikePec }) => [key, looksLikePec])).toEqual([
      [null, true],
      [null, false],
    ]);
    expect(rows[0]?.before).toMatchObject({ className: 'senderParent' });
    expect(rows[0]?.before?.parentElement).toBe(rows[0]?.slot);
  });

  it('get the key of the row that was asked for', () => {
    const page = createPage([RECEIPT, ORDINARY]);
    const rows = [...page.querySelectorAll(snappymail.probe?.rows ?? '')];
    const keys = snappymail.listRows(page, (row) => `${ACCOUNT}/${rows.indexOf(row) + 8}/Sent`).map(({ key }) => key);
    expect(keys.map((key) => JSON.parse(key ?? ''))).toEqual([
      ['snappymail', ORIGIN, ACCOUNT, 'Sent', 8],
      ['snappymail', ORIGIN, ACCOUNT, 'Sent', 9],
    ]);
  });
});

describe('selfCheck', () => {
  it('is silent on pages that are as expected', () => {
    const pages = [createPage(null), createPage([]), createPage([RECEIPT]), createPage([RECEIPT], RECEIPT)];
    for (const page of pages) expect(snappymail.selfCheck(page)).toEqual([]);
  });

  it('names what has changed', () => {
    const rows = createPage([RECEIPT]);
    for (const element of rows.querySelectorAll('.senderParent')) element.remove();
    expect(snappymail.selfCheck(rows)).toMatchObject([{ code: 'list-changed' }]);
    const list = createPage([]);
    list.querySelector('.messageList')?.remove();
    expect(snappymail.selfCheck(list)).toMatchObject([{ code: 'list-changed' }]);
    const message = createPage([], RECEIPT);
    message.querySelector('#messageItem > .messageItemHeader')?.remove();
    expect(snappymail.selfCheck(message)).toMatchObject([{ code: 'message-changed' }]);
    const hash = toHash({ sealed: 'by the server' });
    const opaque = createPage([], RECEIPT, { links: [toLink('ViewAsPlain', hash), toLink('Download', hash)] });
    expect(snappymail.selfCheck(opaque)).toMatchObject([{ code: 'source-unknown' }]);
  });
});
