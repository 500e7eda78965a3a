// Revocation lists that the user keeps: only what can be read is kept, the newer of one source wins, requests are written down.
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSites } from '../../lib/extension/access/sites';
import { fetchRevocation } from '../../lib/extension/network/fetch-revocation';
import { logRequest, readRequests } from '../../lib/extension/network/request-log';
import { addRevocationList, readRevocation, readShownLists, removeRevocationList } from '../../lib/extension/network/revocation-lists';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';
import { type Authority, createAuthority } from '../pki/authority';
import { issueCrl, toCrlPem } from '../pki/issue-crl';
import { installFakeExtension } from './fake-extension';

const NOW = '2026-11-22T08:00:00Z';
const SOURCE = REVOCATION_SOURCES[0]?.url ?? '';

let authority: Authority;
const issue = (day: string): Uint8Array => issueCrl(authority.ca, { thisUpdate: new Date(`${day}T00:00:00Z`) });

beforeAll(async () => {
  authority = await createAuthority();
});
beforeEach(() => void installFakeExtension());

it('keeps a list and says whose it is and from when', async () => {
  expect(await addRevocationList(issue('2026-11-20'), 'elenco.crl', NOW)).toBeNull();
  expect(await readShownLists()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      source: 'elenco.crl',
      kind: 'crl',
      issuer: expect.stringContaining('Ceralacca Test PEC CA'),
      thisUpdate: '2026-11-20T00:00:00.000Z',
      nextUpdate: '2026-11-27T00:00:00.000Z',
    },
  ]);
  expect(await readRevocation()).toEqual([issue('2026-11-20')]);
});

it('hands out the same arrays until a list changes', async () => {
  await addRevocationList(issue('2026-11-20'), 'a.crl', NOW);
  const before = await readRevocation();
  expect(await readRevocation()).toBe(before);
  await addRevocationList(issue('2026-11-21'), 'b.crl', NOW);
  expect(await readRevocation()).toHaveLength(2);
});

it('reads PEM, and lets the newer list of one source take the place of the older one', async () => {
  await addRevocationList(issue('2026-11-20'), SOURCE, NOW);
  await addRevocationList(new TextEncoder().encode(toCrlPem(issue('2026-11-21'))), SOURCE, NOW);
  expect((await readShownLists()).map(({ thisUpdate }) => thisUpdate)).toEqual(['2026-11-21T00:00:00.000Z']);
  await addRevocationList(issue('2026-11-19'), SOURCE, NOW);
  expect(await readShownLists()).toHaveLength(2);
});

it.each([
  ['an empty file', new Uint8Array(), 'not-a-list'],
  ['words', new TextEncoder().encode('<html>captive portal</html>'), 'not-a-list'],
  ['more than 8 MB', new Uint8Array(8 * 1024 * 1024 + 1), 'too-large'],
] as const)('refuses %s', async (_, bytes, problem) => {
  expect(await addRevocationList(bytes, 'x', NOW)).toBe(problem);
  expect(await readShownLists()).toEqual([]);
});

it('survives what somebody else wrote into the storage', async () => {
  await fakeBrowser.storage.local.set({ revocationLists: [{ id: 'x' }], requests: 'none' });
  expect(await readRevocation()).toEqual([]);
  expect(await readRequests()).toEqual([]);
});

it('removes the one that is named', async () => {
  await addRevocationList(issue('2026-11-20'), 'a.crl', NOW);
  const [list] = await readShownLists();
  await removeRevocationList(list?.id ?? '');
  expect(await readRevocation()).toEqual([]);
});

it('fetches built-in sources only, without cookies and redirects, and writes every attempt down', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  asked.mockResolvedValueOnce(new Response(new Uint8Array(issue('2026-11-20'))));
  expect(await fetchRevocation(SOURCE, NOW)).toBeNull();
  expect(asked.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
  asked.mockResolvedValueOnce(new Response('no', { status: 404 }));
  expect(await fetchRevocation(SOURCE, NOW)).toBe('not-fetched');
  asked.mockRejectedValueOnce(new TypeError('offline'));
  expect(await fetchRevocation(SOURCE, NOW)).toBe('not-fetched');
  expect((await readRequests()).map(({ outcome }) => outcome)).toEqual(['failed', 'refused', 'received']);
  await expect(fetchRevocation('http://elsewhere.example/CRL', NOW)).rejects.toThrow('built-in');
  expect(asked).toHaveBeenCalledTimes(3);
});

it('keeps the last hundred requests', async () => {
  for (let index = 0; index < 105; index++) await logRequest({ at: NOW, url: `http://${index}.example/`, outcome: 'received' });
  const requests = await readRequests();
  expect(requests).toHaveLength(100);
  expect(requests[0]?.url).toBe('http://104.example/');
});

it('takes the host of a list for no webmail', async () => {
  const fake = installFakeExtension();
  fake.origins.add(`${new URL(SOURCE).origin}/*`);
  fake.origins.add('https://mail.uno.example/*');
  expect([...(await readSites()).keys()]).toEqual(['mail.uno.example']);
});
