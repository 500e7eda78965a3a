// Certificates that are not a provider's: each is refused by the first departure from the profile.
import { describe, expect, it } from 'vitest';
import { bitString, oid, sequence } from '../../pki/der';
import { ordinaryProfile, type ProviderOptions } from '../../pki/issue-provider';
import { OID } from '../../pki/oids';
import { judge, judgeProvider, outcomeOf, resultOf } from '../bench';

const ID = 'signer-certificate';

const failed: [code: string, options: ProviderOptions][] = [
  ['not-service-address', ordinaryProfile('anna.verdi@pec.provider.example')],
  ['not-service-address', { addresses: null }],
  ['address-ambiguous', { addresses: ['posta-certificata@pec.provider.example', 'posta-certificata@altro.example'] }],
  ['wrong-key-usage', { keyUsage: ['keyEncipherment'] }],
  ['wrong-key-usage', { keyUsage: null }],
  ['wrong-extended-usage', { extendedKeyUsage: [OID.clientAuth] }],
  ['no-pec-policy', { policies: null }],
  ['no-pec-policy', { policies: ['1.3.76.16.3.1.11'] }],
  ['is-authority', { isAuthority: true }],
];

describe('signer-certificate', () => {
  it.each(failed)('%s', async (code, options) => {
    const report = await judgeProvider({ keyLabel: 'departing', ...options });
    expect(outcomeOf(report, ID)).toBe(`${ID}.${code}`);
    expect(report.verdict).toBe('failed');
  });

  it('a 1024-bit key of the past no longer proves by itself', async () => {
    const report = await judgeProvider({ keySpec: { type: 'rsa', bits: 1024 }, keyLabel: 'short' });
    expect(outcomeOf(report, ID)).toBe(`${ID}.weak-key`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('shows every address of a certificate that names more than one', async () => {
    const addresses = ['posta-certificata@pec.provider.example', 'posta-certificata@altro.example'];
    const report = await judgeProvider({ keyLabel: 'departing', addresses });
    expect(resultOf(report, ID).facts.serviceAddress).toBe(addresses.join(', '));
  });

  it('a key on a curve that it does not know is no key, and is called by no name', async () => {
    const secp256k1 = sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.3.132.0.10')), bitString(new Uint8Array(65).fill(4)));
    const report = await judge({ tamper: { certificate: (template) => ({ ...template, spki: secp256k1 }) } });
    expect(resultOf(report, ID)).toMatchObject({ status: 'undetermined', reason: `${ID}.unknown-key`, facts: { key: 'EC ?' } });
    expect(report.verdict).not.toBe('verified');
  });

  it('needs no extended usage, and shows its facts', async () => {
    const report = await judgeProvider({ extendedKeyUsage: null, keyLabel: 'plain' });
    expect(report.verdict).toBe('verified');
    expect(resultOf(report, ID).facts).toMatchObject({ serviceAddress: 'posta-certificata@pec.provider.example', key: 'RSA 2048' });
  });
});
