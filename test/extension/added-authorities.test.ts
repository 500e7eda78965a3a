// Authorities that the user adds: all of a text or none, each once, removed by fingerprint.
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { readSettings } from '../../lib/extension/settings/settings';
import { addAuthorities, removeAuthority } from '../../lib/extension/trust/added-authorities';
import { describeTrust } from '../../lib/extension/trust/describe-trust';
import { readTrust } from '../../lib/extension/trust/trust';
import { type Authority, createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { installFakeExtension } from './fake-extension';

let one: Authority;
let two: Authority;
let providerPem: string;
beforeAll(async () => {
  [one, two] = await Promise.all([createAuthority(), createAuthority({ rootCommonName: 'Altra radice di prova', rootKeyLabel: 'altra' })]);
  providerPem = (await issueProvider(one)).certificate.pem;
});
beforeEach(() => void installFakeExtension());

const add = (pem: string) => addAuthorities(pem, 'pec');
const remove = (fingerprint: string) => removeAuthority(fingerprint, 'pec');

const addedNames = async (): Promise<string[]> => describeTrust(await readTrust()).added.map(({ name }) => name);

it('adds every certificate of the text, each once, and tells them from the built-in ones', async () => {
  const both = `${one.root.certificate.pem}\nsome words in between\n${two.root.certificate.pem}`;
  expect(await add(both)).toBeNull();
  expect(await add(one.root.certificate.pem)).toBeNull();
  const { added, authorities } = describeTrust(await readTrust());
  expect(added).toHaveLength(2);
  expect(added[1]).toMatchObject({
    name: expect.stringContaining('Altra radice di prova'),
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(authorities.map(({ name }) => name)).toEqual(expect.arrayContaining(['AgID CA1', 'DigitPA CA1']));
});

it.each(['', 'hello', '-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----'])('calls %j no certificate', async (pem) => {
  expect(await add(pem)).toEqual({ use: 'pec', code: 'not-a-certificate' });
});

it('refuses the certificate of a provider, and with it everything else in the text', async () => {
  expect(await add(`${one.root.certificate.pem}${providerPem}`)).toEqual({ use: 'pec', code: 'not-an-authority' });
  expect(await add('-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----')).toEqual({ use: 'pec', code: 'not-an-authority' });
  expect((await readSettings()).authorities).toEqual([]);
});

it('removes the one that is named', async () => {
  await add(`${one.root.certificate.pem}${two.root.certificate.pem}`);
  const [first] = describeTrust(await readTrust()).added;
  await remove(first?.fingerprint ?? '');
  expect(await addedNames()).toEqual([expect.stringContaining('Altra radice di prova')]);
  await remove('ff');
  expect(await addedNames()).toHaveLength(1);
});

it('keeps an authority for time-stamps apart: it vouches for no provider', async () => {
  await addAuthorities(one.root.certificate.pem, 'timestamp');
  const trust = await readTrust();
  expect(describeTrust(trust)).toMatchObject({ added: [], addedForTimestamps: [{ name: expect.stringContaining('Ceralacca Test Root') }] });
  expect(trust.anchors.some(({ isAdded }) => isAdded)).toBe(false);
  await removeAuthority(describeTrust(trust).addedForTimestamps[0]?.fingerprint ?? '', 'timestamp');
  expect(describeTrust(await readTrust()).addedForTimestamps).toEqual([]);
});
