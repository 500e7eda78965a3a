// Time-stamps asked for by the extension: only after the permission for that host, from the background, written down, leaving nothing behind.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSites } from '../../lib/extension/access/sites';
import { answerRequest } from '../../lib/extension/answer-requests';
import { askTimestamp, fetchTimestamp } from '../../lib/extension/network/fetch-timestamp';
import { requestHost } from '../../lib/extension/network/request-host';
import { readRequests } from '../../lib/extension/network/request-log';
import { createTimestampRequest } from '../../lib/verify/timestamps/create-timestamp-request';
import { REPLY, type RunningTsa, startTsa } from '../pki/start-tsa';
import { tsa } from '../verify/timestamps/bench';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const NOW = '2026-11-22T08:00:00Z';
const PATTERN = 'http://127.0.0.1/*';
const request = createTimestampRequest({ sha256: new Uint8Array(32), nonce: Uint8Array.of(7), policy: null });

let extension: FakeExtension;
let service: RunningTsa;
beforeAll(async () => {
  service = await startTsa(tsa);
});
afterAll(() => service.close());
beforeEach(() => {
  extension = installFakeExtension();
  service.asked.length = 0;
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://test-extension-id/${path}`);
});

const question = (url = service.url) => ({ url, request, credentials: null });

describe('the background', () => {
  it('asks no host that was not allowed', async () => {
    expect(await fetchTimestamp(question(), NOW)).toEqual({ ok: false, problem: 'not-allowed' });
    expect(service.asked).toEqual([]);
    expect(await readRequests()).toEqual([]);
  });

  it('asks one that was, and writes it down without what may be secret in the address', async () => {
    extension.origins.add(PATTERN);
    const answer = await fetchTimestamp(question(`${service.url}?key=segreta`), NOW);
    expect(answer).toMatchObject({ ok: true });
    expect(service.asked.map(({ path }) => path)).toEqual(['/tsa?key=segreta']);
    expect(await readRequests()).toEqual([{ at: NOW, url: service.url, outcome: 'received' }]);
  });

  it('writes down what was refused and what failed', async () => {
    extension.origins.add(PATTERN);
    const page = await startTsa(tsa, { respond: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('x') });
    expect(await fetchTimestamp(question(page.url), NOW)).toEqual({ ok: false, problem: 'wrong-media-type' });
    await page.close();
    expect(await fetchTimestamp(question(page.url), NOW)).toEqual({ ok: false, problem: 'unreachable' });
    expect((await readRequests()).map(({ outcome }) => outcome)).toEqual(['failed', 'refused']);
  });

  it('tells a password to no host in clear', async () => {
    extension.origins.add('http://tsa.example/*');
    const credentials = { user: 'anna', password: 'segreta' };
    expect(await fetchTimestamp({ ...question('http://tsa.example/'), credentials }, NOW)).toEqual({
      ok: false,
      problem: 'credentials-in-clear',
    });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('answers our own pages and no content script, and only what is well formed', async () => {
    extension.origins.add(PATTERN).add('https://mail.uno.example/*');
    const message = { type: 'ask-timestamp', ...question() };
    expect(await answerRequest(message, OWN_PAGE)).toMatchObject({ ok: true });
    expect(await answerRequest(message, SENDER)).toBeNull();
    for (const bent of [
      { ...message, request: [1, 2] },
      { ...message, request: new Uint8Array(5000) },
      { ...message, url: 'ftp://x/' },
      { ...message, credentials: 'anna:segreta' },
      { ...message, method: 'PUT' },
    ])
      expect(await answerRequest(bent, OWN_PAGE)).toBeNull();
    expect(service.asked).toHaveLength(1);
  });

  it('keeps no name and no password', async () => {
    const login = await startTsa(tsa, { login: 'anna:segreta' });
    extension.origins.add(PATTERN);
    expect(await fetchTimestamp({ ...question(login.url), credentials: { user: 'anna', password: 'segreta' } }, NOW)).toMatchObject({
      ok: true,
    });
    await login.close();
    expect(JSON.stringify([await fakeBrowser.storage.local.get(), await fakeBrowser.storage.session.get()])).not.toMatch(/anna|segreta/);
  });
});

describe('the permission', () => {
  const answerWith = (isGranted: boolean): void => {
    extension.onRequest = (origins) => {
      if (isGranted) for (const origin of origins) extension.origins.add(origin);
      return isGranted;
    };
  };

  it('is asked for that host alone, without its port, and given back when the answer is there', async () => {
    answerWith(true);
    const host = requestHost('https://tsa.example:8443/x');
    expect(extension.requested).toEqual([['https://tsa.example/*']]);
    expect(await host.isAllowed).toBe(true);
    expect([...extension.origins]).toEqual(['https://tsa.example/*']);
    expect([...(await readSites()).keys()]).toEqual([]);
    await host.release();
    expect([...extension.origins]).toEqual([]);
  });

  it('that was there before stays, and its webmail with it', async () => {
    answerWith(true);
    extension.origins.add('https://mail.uno.example/*');
    const host = requestHost('https://mail.uno.example/tsa');
    expect(await host.isAllowed).toBe(true);
    expect([...(await readSites()).keys()]).toEqual(['mail.uno.example']);
    await host.release();
    expect([...extension.origins]).toEqual(['https://mail.uno.example/*']);
  });

  it('that is refused asks nothing of the network', async () => {
    answerWith(false);
    fakeBrowser.runtime.onMessage.addListener(() => {
      throw new Error('asked');
    });
    const host = requestHost(service.url);
    expect(await askTimestamp(host, question())).toEqual({ ok: false, problem: 'not-allowed' });
    expect(service.asked).toEqual([]);
  });

  it('lets the page ask through the background, and is given back also where the service is mute', async () => {
    answerWith(true);
    const broken = await startTsa(tsa, { respond: (_, response) => void response.writeHead(500, REPLY).end() });
    const answer = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((message) => answerRequest(message, OWN_PAGE));
    expect(await askTimestamp(requestHost(service.url), question())).toMatchObject({ ok: true });
    expect([...extension.origins]).toEqual([]);
    expect(await askTimestamp(requestHost(broken.url), question(broken.url))).toEqual({ ok: false, problem: 'http-error' });
    expect([...extension.origins]).toEqual([]);
    answer.mockRejectedValueOnce(new Error('the background went away'));
    expect(await askTimestamp(requestHost(service.url), question())).toEqual({ ok: false, problem: 'unreachable' });
    expect([...extension.origins]).toEqual([]);
    await broken.close();
    answer.mockRestore();
  });
});
