// A sending that a page reports: capped and checked, dated and placed by the background, refused in private windows.
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { noteSending } from '../../lib/extension/recording/note-sending';
import { type NoticedSending, toSending } from '../../lib/extension/recording/sending-noticed';
import { installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

vi.mock('../../lib/extension/recording/note-sending', () => ({ noteSending: vi.fn(async () => true) }));

const NOTICED: NoticedSending = {
  from: 'studio@pec.example',
  to: ['anna@pec.example', 'b@pec.example'],
  cc: ['anna@pec.example'],
  subject: 'Offerta',
  messageId: null,
};
const report = (change: object, sender: Browser.runtime.MessageSender = SENDER): Promise<unknown> =>
  answerRequest({ type: 'sending-noticed', sending: { ...NOTICED, ...change } }, sender);

beforeEach(() => {
  const extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
  vi.mocked(noteSending).mockClear();
});

it('is noted with each recipient once, the host it came from and the time of this computer', async () => {
  expect(await report({})).toBe(true);
  const [sending] = vi.mocked(noteSending).mock.calls[0] ?? [];
  expect(sending).toMatchObject({
    host: 'mail.uno.example',
    from: NOTICED.from,
    recipients: NOTICED.to,
    subject: 'Offerta',
    messageId: null,
  });
  expect(sending?.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(Math.abs(Date.parse(sending?.sentAt ?? '') - Date.now())).toBeLessThan(5000);
});

it('has no subject when the composer had none', () => {
  expect(toSending({ ...NOTICED, subject: '' }, 'h', '2026-09-19T13:41:10Z')?.subject).toBeNull();
  expect(toSending({ ...NOTICED, to: [], cc: [] }, 'h', '2026-09-19T13:41:10Z')).toBeUndefined();
});

describe('is refused', () => {
  it.each<[string, object]>([
    ['with a text of the mail', { body: 'segreto' }],
    ['with a host of its own choice', { host: 'altro.example' }],
    ['with an address that is none', { to: ['anna'] }],
    ['with markup for a sender', { from: '<b>x</b>@pec.example' }],
    ['with too many recipients', { to: Array.from({ length: 501 }, (_, index) => `a${index}@pec.example`) }],
    ['with an endless subject', { subject: 'x'.repeat(1001) }],
  ])('%s', async (_, change) => {
    expect(await report(change)).toBeNull();
    expect(noteSending).not.toHaveBeenCalled();
  });

  it('from a private window, from our own pages, and to nobody', async () => {
    expect(await report({}, { ...SENDER, tab: { id: 7, incognito: true } } as never)).toBe(false);
    expect(await report({}, OWN_PAGE)).toBeNull();
    expect(await report({ to: [], cc: [] })).toBe(false);
    expect(noteSending).not.toHaveBeenCalled();
  });
});
