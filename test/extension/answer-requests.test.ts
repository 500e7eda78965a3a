// What the background answers to whom: everything is validated, and a page's script gets only what it needs.
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { rememberVerdict } from '../../lib/extension/judging/known-verdicts';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const SHA256 = 'ab'.repeat(32);
const JUDGED = {
  type: 'judged',
  report: { sha256: SHA256, verdict: 'not-pec', certified: null, enclosed: [] },
  message: null,
  recorded: false,
  problem: null,
};

let extension: FakeExtension;
beforeEach(async () => {
  extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(
    (path) => `chrome-extension://test-extension-id/${String(path).replace(/^\//, '')}`,
  );
  await fakeBrowser.storage.session.set({ judgements: [JUDGED] });
});

describe('a content script of a site that is on', () => {
  it('gets the texts', async () => {
    expect(await answerRequest({ type: 'texts' }, SENDER)).toMatchObject({ locale: 'it', texts: { extName: 'Ceralacca' } });
  });

  it('gets the verdicts of its own host', async () => {
    await rememberVerdict('mail.uno.example', 'one', 'verified');
    await rememberVerdict('mail.due.example', 'two', 'verified');
    expect(await answerRequest({ type: 'known-verdicts', keys: ['one', 'two'] }, SENDER)).toEqual({ one: 'verified' });
  });

  it('remembers whether its card is folded, without touching the storage that holds trust', async () => {
    expect(await answerRequest({ type: 'card-collapsed', set: null }, SENDER)).toBe(false);
    expect(await answerRequest({ type: 'card-collapsed', set: true }, SENDER)).toBe(true);
    expect(await answerRequest({ type: 'card-collapsed', set: null }, SENDER)).toBe(true);
    expect(await answerRequest({ type: 'card-collapsed', set: 'yes' }, SENDER)).toBeNull();
  });

  it('gets nothing out of the ledger', async () => {
    expect(await answerRequest({ type: 'judgement', sha256: SHA256 }, SENDER)).toBeNull();
  });

  it('may open the ledger on a message', async () => {
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([]);
    const create = vi.spyOn(fakeBrowser.tabs, 'create').mockResolvedValue({} as never);
    await answerRequest({ type: 'open-ledger', identifier: 'a b/c@x', act: 'export', sha256: null }, SENDER);
    expect(create).toHaveBeenCalledWith({ url: 'chrome-extension://test-extension-id/ledger.html#/message/a%20b%2Fc%40x?act=export' });
  });
});

it('one of our own pages gets the judgement', async () => {
  expect(await answerRequest({ type: 'judgement', sha256: SHA256 }, OWN_PAGE)).toMatchObject({ report: { verdict: 'not-pec' } });
  expect(await answerRequest({ type: 'judgement', sha256: 'cd'.repeat(32) }, OWN_PAGE)).toBeNull();
});

it('reuses the tab that shows the ledger', async () => {
  vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 4, windowId: 2 }] as never);
  const update = vi.spyOn(fakeBrowser.tabs, 'update').mockResolvedValue({} as never);
  const focus = vi.spyOn(fakeBrowser.windows, 'update').mockResolvedValue({} as never);
  await answerRequest({ type: 'open-ledger', identifier: null, act: 'show', sha256: null }, OWN_PAGE);
  expect(update).toHaveBeenCalledWith(4, { url: 'chrome-extension://test-extension-id/ledger.html#/', active: true });
  expect(focus).toHaveBeenCalledWith(2, { focused: true });
});

describe('null for', () => {
  const strangers: [string, Partial<Browser.runtime.MessageSender>][] = [
    ['a site that is off', { ...SENDER, origin: 'https://mail.due.example' }],
    ['another extension', { ...SENDER, id: 'somebody-else' }],
    ['a page of another extension', { ...OWN_PAGE, url: 'chrome-extension://other-id/popup.html' }],
    ['a page that only looks like ours', { ...OWN_PAGE, url: 'https://evil.example/chrome-extension://test-extension-id/' }],
    ['nobody', {}],
  ];
  it.each(strangers)('%s', async (_, sender) => {
    expect(await answerRequest({ type: 'texts' }, sender as Browser.runtime.MessageSender)).toBeNull();
  });

  it.each([
    [undefined],
    ['texts'],
    [{}],
    [{ type: 'settings' }],
    [{ type: 'texts', more: 1 }],
    [{ type: 'known-verdicts', keys: 'one' }],
    [{ type: 'known-verdicts', keys: Array.from({ length: 1001 }, String) }],
    [{ type: 'judgement', sha256: '../x' }],
    [{ type: 'judgement', sha256: SHA256.toUpperCase() }],
    [{ type: 'open-ledger', identifier: '', act: 'show', sha256: null }],
    [{ type: 'open-ledger', identifier: null, act: 'delete', sha256: null }],
    [{ type: 'open-ledger', identifier: null, act: 'show' }],
  ])('%j', async (message) => {
    expect(await answerRequest(message, OWN_PAGE)).toBeNull();
  });
});
