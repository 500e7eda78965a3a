// A taught webmail in the page: which message is open, when it says that the webmail has changed, and that changes out of sight are noticed.
import { describe, expect, it, vi } from 'vitest';
import type { OpenMessage } from '../../../lib/webmail/adapter';
import { readSubject } from '../../../lib/webmail/taught/read-subject';
import { createTaughtAdapter } from '../../../lib/webmail/taught/taught-adapter';
import { watchMessages } from '../../../lib/webmail/watch-messages';
import { openShadowPage, SESSION } from './lesson-pages';
import { RECIPE } from './sample-recipe';

const [FIRST, SECOND] = ['f1a9c3e07b52', 'e77d10aa93c4'] as const;
const adapter = createTaughtAdapter({ ...RECIPE, headers: [] });
const toChunks = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];
const open = (page: Document): OpenMessage => {
  const [message] = adapter.openMessages(page);
  if (message === undefined) throw new Error('no message is open');
  return message;
};
const reader = (page: Document): Element => page.querySelector('mail-app')?.shadowRoot?.querySelector('mail-reader') as Element;

describe('the open message', () => {
  it('has a key of its own, hints through shadow roots, and a place above everything', () => {
    const page = openShadowPage(FIRST);
    expect(open(page)).toMatchObject({ key: JSON.stringify(['taught', RECIPE.origin, FIRST]), looksLikePec: true, isPart: false });
    expect(open(page).anchor).toBe(page.body.firstElementChild);
    expect(open(page).source.fidelity).toBe('lossy');
    expect(adapter.openMessages(openShadowPage(null))).toEqual([]);
  });

  it('is only what the page shows, by its subject', () => {
    const { isShown } = open(openShadowPage(FIRST));
    expect(isShown?.(toChunks(`Subject: CONSEGNA:\r\n f1a9c3e07b52\r\n\r\n`))).toBe(true);
    expect(isShown?.(toChunks('Subject: CONSEGNA: altro\r\n\r\n'))).toBe(false);
    expect(isShown?.(toChunks('From: x\r\n\r\nSubject: CONSEGNA: f1a9c3e07b52'))).toBe(false);
    expect(isShown?.(toChunks('Subject: \r\n\r\n'))).toBe(false);
  });

  it('is noticed when an attribute inside a shadow root changes', async () => {
    const page = openShadowPage(FIRST);
    const stop = new (page.defaultView?.AbortController ?? AbortController)();
    const opened: string[] = [];
    const news = { opened: ({ key }: OpenMessage) => void opened.push(key), redrawn: vi.fn(), listed: vi.fn(), askProbe: async () => [] };
    vi.stubGlobal('MutationObserver', page.defaultView?.MutationObserver);
    watchMessages(page, adapter, news, stop.signal);
    reader(page).setAttribute('object-id', SECOND);
    await vi.waitFor(() => expect(opened).toHaveLength(2));
    stop.abort();
    expect(opened.at(-1)).toContain(SECOND);
  });
});

describe('a webmail that changed', () => {
  it('is as it was', () => {
    expect(adapter.selfCheck(openShadowPage(FIRST))).toEqual([]);
  });
  it('says nothing where no message is open', () => {
    expect(adapter.selfCheck(openShadowPage(null))).toEqual([]);
  });
  it('says so when the control stands there and the message cannot be found', () => {
    expect(adapter.selfCheck(openShadowPage(FIRST, SESSION, 'msg-ref'))).toEqual([{ code: 'message-changed', detail: 'objectId' }]);
  });
  it('says so when a command stands where the message had its name, and asks for nothing', () => {
    const page = openShadowPage('delete-f1a9c3e07b52');
    expect(adapter.openMessages(page)).toEqual([]);
    expect(adapter.selfCheck(page)).toEqual([{ code: 'message-changed', detail: 'objectId' }]);
  });
  it('says so when the session cannot be found', () => {
    const page = openShadowPage(FIRST);
    page.querySelector('input')?.remove();
    expect(adapter.selfCheck(page)).toEqual([{ code: 'session-unknown', detail: 'ID' }]);
  });
});

describe('subjects', () => {
  it.each([
    ['Subject: POSTA CERTIFICATA: prova\r\nTo: x\r\n\r\n', 'POSTA CERTIFICATA: prova'],
    ['To: x\r\nSUBJECT : uno\r\n\tdue\r\n\r\n', 'uno due'],
    ['Subject: =?utf-8?Q?Citt=C3=A0_e_?=\r\n =?UTF-8?B?cGVyw7I=?=\r\n\r\n', 'Città e però'],
    ['Subject: =?iso-8859-1?q?perch=E9?=\r\n\r\n', 'perché'],
    ['Subject: =?nonsense?B?!!!?=\r\n\r\n', '!!!'],
    ['Subject: =?utf-8*it?q?uno?= =?= =?utf-8?q?due?= tre =?x\r\n\r\n', 'uno =?= due tre =?x'],
    ['Subject: diretto è così\n\n', 'diretto è così'],
    ['From: x\r\n\r\nSubject: body', null],
  ])('%j', (text, subject) => {
    expect(readSubject(toChunks(text))).toBe(subject);
  });
});
