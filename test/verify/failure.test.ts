// A fake, an altered message and one without its signature ask for different steps, so they have different names.
import { expect, it } from 'vitest';
import { findFailure } from '../../lib/verify/failure';
import { createAuthority } from '../pki/authority';
import { issueProvider, ordinaryProfile } from '../pki/issue-provider';
import { toBytes } from '../pki/mime-text';
import { judge, judgeBytes, judgeProvider, outcomeOf, replaceIn } from './bench';

it('an altered message stands under a provider', async () => {
  expect(findFailure(await judge({ tamper: { message: replaceIn('Gestore', 'gestore') } }))).toBe('altered');
  expect(findFailure(await judge({ tamper: { headers: (headers) => [...headers, ['From', 'x@posta.example']] } }))).toBe('altered');
});

it('a fake stands under nobody', async () => {
  const unsigned = toBytes('From: posta-certificata@pec.example\r\nX-Ricevuta: accettazione\r\n\r\n');
  expect(findFailure(await judgeBytes(unsigned))).toBe('fake');
  expect(findFailure(await judgeProvider({ ...ordinaryProfile('ladro@pec.provider.example'), keyLabel: 'thief' }))).toBe('fake');
  const impostor = await createAuthority({ rootKeyLabel: 'failure-root', keyLabel: 'failure-ca' });
  expect(findFailure(await judge({ provider: await issueProvider(impostor) }))).toBe('fake');
  expect(findFailure(await judge({ tamper: { cms: () => toBytes('nothing') } }))).toBe('fake');
});

it('an altered message of which nobody knows who signed it is a fake until its provider is known', async () => {
  const report = await judge({
    tamper: {
      message: replaceIn('Gestore', 'gestore'),
      signedData: (data) => ({ ...data, certificates: data.certificates.slice(0, 1) }),
    },
  });
  expect(outcomeOf(report, 'provider-trust')).toBe('provider-trust.issuer-missing');
  expect(findFailure(report)).toBe('fake');
});

it('a message whose signature is gone is incomplete', async () => {
  const cut = replaceIn(/------[0-9A-F]{32}\r\nContent-Type: application\/x-pkcs7-signature[\s\S]*$/, '');
  expect(findFailure(await judge({ tamper: { message: cut } }))).toBe('incomplete');
});

it('a revoked certificate makes neither a fake nor an altered message of what is intact', async () => {
  const revoked = { check: 'revocation', status: 'failed', facts: {}, reason: 'revocation.authority-revoked' } as const;
  const { checks } = await judge();
  expect(findFailure({ verdict: 'failed', checks: [...checks.filter(({ check }) => check !== 'revocation'), revoked] })).toBe('revoked');
  expect(findFailure({ verdict: 'failed', checks: [] })).toBe('fake');
});

it('nothing else is a failure', async () => {
  expect(findFailure(await judge())).toBeNull();
});
