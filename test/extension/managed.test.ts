// What the administration lays down: each value checked, a broken one named and on the safe side, and the user's own behind it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { fetchRevocation } from '../../lib/extension/network/fetch-revocation';
import { readRequests } from '../../lib/extension/network/request-log';
import { readManagedView } from '../../lib/extension/settings/describe-managed';
import { MANAGED_KEYS, parseManaged, readManaged } from '../../lib/extension/settings/managed';
import { readSettings, watchSettings, writeSettings } from '../../lib/extension/settings/settings';
import { readTrust } from '../../lib/extension/trust/trust';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';
import schema from '../../public/managed-schema.json';
import { type Authority, createAuthority } from '../pki/authority';
import { installFakeExtension } from './fake-extension';

beforeEach(() => void installFakeExtension());

const NOTHING = {
  webmails: null,
  authorities: [],
  timestampAuthorities: [],
  isNetworkOff: false,
  language: null,
  remindBackup: null,
  retentionMonths: null,
  broken: [],
};

const lay = (policy: Record<string, unknown>): Promise<void> => fakeBrowser.storage.managed.set(policy);

describe('parseManaged', () => {
  it('finds nothing laid down in nothing', () => expect(parseManaged({})).toEqual(NOTHING));

  it('reads every key', () => {
    const policy = {
      webmails: ['posta.comune.example', 'http://Intranet.Example/*', '*://*.uffici.example'],
      authorities: ['-----BEGIN CERTIFICATE-----'],
      timestampAuthorities: ['-----BEGIN CERTIFICATE-----'],
      network: 'off',
      language: 'it',
      backupReminder: 'monthly',
      retentionMonths: 120,
    };
    expect(parseManaged(policy)).toEqual({
      webmails: [
        { scheme: 'https', host: 'posta.comune.example' },
        { scheme: 'http', host: 'intranet.example' },
        { scheme: '*', host: '*.uffici.example' },
      ],
      authorities: ['-----BEGIN CERTIFICATE-----'],
      timestampAuthorities: ['-----BEGIN CERTIFICATE-----'],
      isNetworkOff: true,
      language: 'it',
      remindBackup: 'monthly',
      retentionMonths: 120,
      broken: [],
    });
    expect(Object.keys(policy)).toEqual([...MANAGED_KEYS]);
  });

  it.each([
    [{ webmails: 'posta.example' }, { webmails: [] }],
    [
      { webmails: ['posta.example', 7, '*', 'https://*/*', '<all_urls>', 'a b', 'javascript:x', 'x/../y', 'posta.example:8443', ''] },
      { webmails: [{ scheme: 'https', host: 'posta.example' }] },
    ],
    [{ webmails: Array.from({ length: 501 }, () => 'posta.example') }, { webmails: [] }],
    [{ authorities: 'PEM' }, { authorities: [] }],
    [{ timestampAuthorities: ['no certificate'] }, { timestampAuthorities: [] }],
    [{ network: 'Off' }, { isNetworkOff: true }],
    [{ network: false }, { isNetworkOff: true }],
    [{ network: null }, { isNetworkOff: true }],
    [{ language: 'de' }, { language: null }],
    [{ backupReminder: 'yearly' }, { remindBackup: 'weekly' }],
    [{ retentionMonths: 0 }, { retentionMonths: null }],
    [{ retentionMonths: '120' }, { retentionMonths: null }],
    [{ retentionMonths: 12.5 }, { retentionMonths: null }],
  ])('names what is broken in %j, and is on the safe side', (policy, safe) => {
    expect(parseManaged(policy)).toEqual({ ...NOTHING, ...safe, broken: Object.keys(policy) });
  });

  it('names a key that nobody knows', () => {
    expect(parseManaged({ netwrok: 'off' })).toEqual({ ...NOTHING, broken: ['netwrok'] });
  });
});

it('is empty where the browser knows of no policy and says so by failing', async () => {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(new Error('Managed storage manifest not found'));
  expect(await readManaged()).toEqual(NOTHING);
});

it('has the same keys in the schema, none of them narrower than a type: Chrome drops silently what its schema refuses', () => {
  expect(Object.keys(schema.properties)).toEqual([...MANAGED_KEYS]);
  const words = Object.values(schema.properties).flatMap((property) => Object.keys(property));
  expect([...new Set(words)].sort()).toEqual(['description', 'items', 'title', 'type']);
});

describe('settings', () => {
  it('are the administration’s where it says something, and the user’s again when it stops', async () => {
    await writeSettings({ language: 'en', remindBackup: 'never' });
    await lay({ language: 'it', backupReminder: 'weekly' });
    expect(await readSettings()).toMatchObject({ language: 'it', remindBackup: 'weekly' });
    await fakeBrowser.storage.managed.clear();
    expect(await readSettings()).toMatchObject({ language: 'en', remindBackup: 'never' });
  });

  it('are read again when a policy changes', async () => {
    const onChange = vi.fn();
    watchSettings(onChange, new AbortController().signal);
    await lay({ network: 'off' });
    expect(onChange).toHaveBeenCalled();
  });
});

it('adds authorities that are told apart from the user’s, also where both added the same one', async () => {
  const [first, second, third] = await Promise.all(
    ['Prima', 'Seconda', 'Terza'].map((rootCommonName) => createAuthority({ rootCommonName, rootKeyLabel: rootCommonName })),
  );
  const pem = (authority?: Authority): string => authority?.root.certificate.pem ?? '';
  await lay({ authorities: [pem(first)], timestampAuthorities: [pem(second)] });
  await writeSettings({ authorities: [pem(first), pem(third)] });
  const { anchors, timestampAnchors } = await readTrust();
  const managedOf = (list: typeof anchors) => list.filter(({ isAdded }) => isAdded).map(({ isManaged = false }) => isManaged);
  expect(managedOf(anchors)).toEqual([true, false]);
  expect(managedOf(timestampAnchors)).toEqual([true, false, true]);
});

it('leaves out an authority that is none, and names its key', async () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  await lay({ authorities: [broken] });
  expect((await readTrust()).anchors.filter(({ isAdded }) => isAdded)).toEqual([]);
  expect(await readManagedView()).toMatchObject({ isAnything: true, broken: ['authorities'] });
});

it.each(['off', 'Off', 7])('makes no request with network %j, and writes none down', async (network) => {
  const send = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nothing may be asked'));
  await lay({ network });
  expect(await fetchRevocation(REVOCATION_SOURCES[0]?.url ?? '', '2026-11-22T08:00:00Z')).toBe('network-off');
  expect(send).not.toHaveBeenCalled();
  expect(await readRequests()).toEqual([]);
});
