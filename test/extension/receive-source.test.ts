// The port of a source: only content scripts of sites that are on are answered, each exactly once.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { allowOnce } from '../../lib/extension/access/once-allowed';
import { receiveSource } from '../../lib/extension/sources/receive-source';
import { createFakePort, type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const MESSAGES = [
  { type: 'begin', key: 'a', fidelity: 'exact', isPart: false },
  { type: 'chunk', bytes: Uint8Array.of(65, 58) },
  { type: 'end' },
];
const PROBLEM = { type: 'problem', problem: 'not-a-message' } as const;

let extension: FakeExtension;
beforeEach(() => {
  extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://test-extension-id/${path}`);
});

it('hands over the bytes with site and channel, answers once and closes', async () => {
  const { port, send, posted, disconnected } = createFakePort();
  const judge = vi.fn(async () => PROBLEM);
  receiveSource(port, judge);
  send(...MESSAGES, { type: 'end' });
  await vi.waitFor(() => expect(disconnected).toHaveBeenCalledOnce());
  expect(judge).toHaveBeenCalledExactlyOnceWith({
    key: 'a',
    fidelity: 'exact',
    isPart: false,
    bytes: Uint8Array.of(65, 58),
    site: { host: 'mail.uno.example', pattern: 'https://mail.uno.example/*' },
    isPrivate: false,
  });
  expect(posted).toHaveBeenCalledExactlyOnceWith(PROBLEM);
});

it('tells a refusal at once and never judges', () => {
  const { port, send, posted, disconnected } = createFakePort();
  const judge = vi.fn(async () => PROBLEM);
  receiveSource(port, judge);
  send({ type: 'end' }, ...MESSAGES);
  expect(posted).toHaveBeenCalledExactlyOnceWith({ type: 'problem', problem: 'internal-error' });
  expect(disconnected).toHaveBeenCalledOnce();
  expect(judge).not.toHaveBeenCalled();
});

it('closes without a word when the site was switched off meanwhile', async () => {
  extension.origins.clear();
  const { port, send, posted, disconnected } = createFakePort();
  const judge = vi.fn(async () => PROBLEM);
  receiveSource(port, judge);
  send(...MESSAGES);
  await vi.waitFor(() => expect(disconnected).toHaveBeenCalledOnce());
  expect(posted).not.toHaveBeenCalled();
  expect(judge).not.toHaveBeenCalled();
});

it('says internal error when the judge breaks, and survives a page that left', async () => {
  const { port, send, posted } = createFakePort();
  posted.mockImplementation(() => {
    throw new Error('port is closed');
  });
  receiveSource(port, () => Promise.reject(new Error('broken')));
  send(...MESSAGES);
  await vi.waitFor(() => expect(posted).toHaveBeenCalledWith({ type: 'problem', problem: 'internal-error' }));
});

it('takes what the user gave to a page of our own, of no site', async () => {
  const { port, send, posted } = createFakePort(OWN_PAGE);
  const judge = vi.fn(async () => PROBLEM);
  receiveSource(port, judge);
  send(...MESSAGES);
  await vi.waitFor(() => expect(posted).toHaveBeenCalledWith(PROBLEM));
  expect(judge).toHaveBeenCalledWith(expect.objectContaining({ site: null, isPrivate: false }));
});

it('takes one message from a tab that the user opened to us for once, though its site is off', async () => {
  extension.origins.clear();
  const refused = createFakePort();
  receiveSource(refused.port, async () => PROBLEM);
  refused.send(...MESSAGES);
  await vi.waitFor(() => expect(refused.disconnected).toHaveBeenCalledOnce());
  await allowOnce(7, 'mail.uno.example');
  const { port, send, posted } = createFakePort();
  receiveSource(port, async () => PROBLEM);
  send(...MESSAGES);
  await vi.waitFor(() => expect(posted).toHaveBeenCalledWith(PROBLEM));
});

describe('closes at once on', () => {
  const strangers: [string, Partial<Browser.runtime.MessageSender>][] = [
    ['another extension', { ...SENDER, id: 'somebody-else' }],
    ['a page of another extension', { ...OWN_PAGE, url: 'chrome-extension://other/popup.html' }],
    ['a frame without an origin', { ...SENDER, origin: 'null' }],
    ['a file', { ...SENDER, origin: 'file://', url: 'file:///mail.html' }],
  ];
  it.each(strangers)('%s', (_, sender) => {
    const { port, send, posted, disconnected } = createFakePort(sender as Browser.runtime.MessageSender);
    const judge = vi.fn(async () => PROBLEM);
    receiveSource(port, judge);
    expect(disconnected).toHaveBeenCalledOnce();
    send(...MESSAGES);
    expect(posted).not.toHaveBeenCalled();
    expect(judge).not.toHaveBeenCalled();
  });
});
