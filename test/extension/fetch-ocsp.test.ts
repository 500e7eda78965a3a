// An authority asked about one certificate by the extension: after the permission for that host, from the background, written down, believed by its signature.
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { fetchOcsp } from '../../lib/extension/network/fetch-ocsp';
import { readRequests } from '../../lib/extension/network/request-log';
import { readRevocation, readShownLists } from '../../lib/extension/network/revocation-lists';
import { writeSettings } from '../../lib/extension/settings/settings';
import { readTrust } from '../../lib/extension/trust/trust';
import { verifyMessage } from '../../lib/verify/verify-message';
import { createAuthority } from '../pki/authority';
import { issueDelegate, nonceOf, ocspAddress } from '../pki/issue-ocsp-response';
import { issueProvider } from '../pki/issue-provider';
import { signPec } from '../pki/sign-pec';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';
import { answerFor, authority, NOW, order, orderOf, PATTERN, provider, REPLY, renewed, sentOf, URL_OF_RESPONDER } from './ocsp-bench';

let extension: FakeExtension;
let asked: MockInstance<typeof fetch>;
const respond = (make: (request: Uint8Array) => Response): void => void asked.mockImplementation(async (_, init) => make(sentOf(init)));

const delegate = await issueDelegate(authority.ca, { purposes: null });
const stranger = await createAuthority({ rootKeyLabel: 'stranger-root', keyLabel: 'stranger-ca' });
const old = answerFor(provider)(new Uint8Array(32).fill(9));
const replayed = new Uint8Array(await old.arrayBuffer());

beforeEach(() => {
  extension = installFakeExtension();
  asked = vi.spyOn(globalThis, 'fetch');
  respond(answerFor(provider));
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://test-extension-id/${path}`);
});

describe('the background', () => {
  it('asks no host that was not allowed', async () => {
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: 'not-allowed' });
    expect(asked).not.toHaveBeenCalled();
    expect(await readRequests()).toEqual([]);
  });

  it('asks nothing where the administration switched the network off', async () => {
    extension.origins.add(PATTERN);
    await fakeBrowser.storage.managed.set({ network: 'off' });
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: 'network-off' });
    expect(asked).not.toHaveBeenCalled();
    expect(await readRequests()).toEqual([]);
  });

  it('asks no machine of the user’s own network, whatever was allowed', async () => {
    extension.origins.add('http://*/*');
    const inside = await issueProvider(authority, { extraExtensions: [ocspAddress('http://192.168.1.1/')], keyLabel: 'inside' });
    expect(await fetchOcsp(orderOf(inside), NOW)).toEqual({ problem: 'no-address' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('posts one question without cookies, keeps the answer and writes the request down', async () => {
    extension.origins.add(PATTERN);
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: null });
    expect(asked.mock.calls.map(([url]) => url)).toEqual([URL_OF_RESPONDER]);
    expect(asked.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'application/ocsp-request' },
    });
    expect(await readRequests()).toEqual([{ at: NOW, url: URL_OF_RESPONDER, outcome: 'received' }]);
    const [shown] = await readShownLists();
    expect(shown).toMatchObject({ kind: 'ocsp', thisUpdate: '2026-11-22T08:00:00.000Z' });
    expect(shown?.source).toContain('Posta Certificata');
  });

  it('never asks with the same nonce twice', async () => {
    extension.origins.add(PATTERN);
    for (let index = 0; index < 3; index++) await fetchOcsp(order, NOW);
    const nonces = asked.mock.calls.map(([, init]) => Buffer.from(nonceOf(sentOf(init))).toString('hex'));
    expect(new Set(nonces).size).toBe(3);
  });

  it('keeps one answer for each certificate, also of one name', async () => {
    extension.origins.add(PATTERN);
    await fetchOcsp(order, NOW);
    respond(answerFor(renewed));
    await fetchOcsp(orderOf(renewed), NOW);
    expect(await readShownLists()).toHaveLength(2);
    respond(answerFor(renewed, { producedAt: new Date('2026-11-22T08:01:00Z') }));
    await fetchOcsp(orderOf(renewed), '2026-11-22T08:01:00Z');
    expect((await readShownLists()).map(({ thisUpdate }) => thisUpdate)).toEqual(['2026-11-22T08:01:00.000Z', '2026-11-22T08:00:00.000Z']);
  });

  it('judges with what it kept', async () => {
    extension.origins.add(PATTERN);
    await writeSettings({ authorities: [authority.root.certificate.pem] });
    respond(answerFor(provider, { status: { type: 'revoked', revokedAt: new Date('2026-09-01T00:00:00Z'), reason: 1 } }));
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: null });
    const bytes = await signPec({ provider, kind: 'accettazione' });
    const report = await verifyMessage(bytes, { trust: await readTrust(), revocation: await readRevocation(), now: NOW });
    expect(report.checks.find(({ check }) => check === 'revocation')).toMatchObject({ status: 'failed', reason: 'revocation.revoked' });
  });

  it.each<[string, (request: Uint8Array) => Response, string, string]>([
    ['an answer about another certificate', answerFor(renewed), 'other-certificate', 'refused'],
    ['an answer by a stranger', answerFor(provider, { responder: stranger.ca }), 'not-believed', 'refused'],
    ['a delegate without the purpose', answerFor(provider, { responder: delegate }), 'not-believed', 'refused'],
    ['yesterday’s answer', answerFor(provider, { thisUpdate: new Date('2026-11-20T00:00:00Z') }), 'not-fresh', 'refused'],
    ['the answer to an old question', () => new Response(replayed, { headers: REPLY }), 'replayed', 'refused'],
    ['unknown', answerFor(provider, { status: { type: 'unknown' } }), 'unknown', 'received'],
    ['tryLater', answerFor(provider, { responseStatus: 3 }), 'try-later', 'refused'],
    ['unauthorized', answerFor(provider, { responseStatus: 6 }), 'unauthorized', 'refused'],
    ['garbage', () => new Response('garbage', { headers: REPLY }), 'unreadable', 'refused'],
    ['a page', () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } }), 'no-answer', 'refused'],
    ['404', () => new Response('', { status: 404, headers: REPLY }), 'no-answer', 'refused'],
    ['10 MB', () => new Response(new Uint8Array(10_000_000), { headers: REPLY }), 'no-answer', 'refused'],
    ['a redirection', () => new Response(null, { status: 307, headers: { location: 'http://evil.example/' } }), 'no-answer', 'refused'],
    [
      'silence',
      () => {
        throw new TypeError('offline');
      },
      'unreachable',
      'failed',
    ],
  ])('keeps nothing of %s, and says so', async (_, make, problem, outcome) => {
    extension.origins.add(PATTERN);
    respond(make);
    expect(await fetchOcsp(order, NOW)).toEqual({ problem });
    expect(await readShownLists()).toEqual([]);
    expect(await readRequests()).toEqual([{ at: NOW, url: URL_OF_RESPONDER, outcome }]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('stops reading what is larger than any answer', async () => {
    extension.origins.add(PATTERN);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    respond(() => new Response(endless as ReadableStream<Uint8Array<ArrayBuffer>>, { headers: REPLY }));
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: 'no-answer' });
    expect(pulled).toBeLessThan(20);
  });

  it('an answer that says nothing takes no earlier one away', async () => {
    extension.origins.add(PATTERN);
    await fetchOcsp(order, NOW);
    respond(answerFor(provider, { status: { type: 'unknown' } }));
    expect(await fetchOcsp(order, NOW)).toEqual({ problem: 'unknown' });
    expect(await readShownLists()).toHaveLength(1);
  });

  it('answers our own pages and no content script, and only what is well formed', async () => {
    extension.origins.add('http://*/*').add('https://mail.uno.example/*');
    const message = { type: 'ask-ocsp', ...order };
    expect(await answerRequest(message, SENDER)).toBeNull();
    const bent = [
      { ...message, certificate: [1] },
      { ...message, issuer: new Uint8Array() },
      { ...message, certificate: new Uint8Array(100_000) },
      { ...message, url: 'http://evil.example/' },
    ];
    for (const one of bent) expect(await answerRequest(one, OWN_PAGE)).toBeNull();
    expect(asked).not.toHaveBeenCalled();
    expect(await answerRequest(message, OWN_PAGE)).toEqual({ problem: expect.anything() });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
