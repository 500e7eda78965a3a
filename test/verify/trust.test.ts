// The built-in trust data are what their sources say, and added authorities are read strictly.
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { PINNED_AUTHORITIES, TRUST_DATE } from '../../lib/verify/trust/built-in';
import { findProviderName } from '../../lib/verify/trust/providers';
import { createTrustStore, parsePem } from '../../lib/verify/trust/trust-store';
import { authority, provider } from './bench';

it('carries the Actalis root exactly as Mozilla and Node do', async () => {
  const store = await createTrustStore();
  const fromNode = rootCertificates
    .map((pem) => new X509Certificate(pem))
    .find(({ subject }) => subject.includes('Actalis Authentication Root CA'));
  expect(store.anchors).toHaveLength(1);
  expect(store.anchors[0]?.certificate.fingerprint).toBe(fromNode?.fingerprint256.replaceAll(':', '').toLowerCase());
  expect(store.date).toBe(TRUST_DATE);
});

it('pins keys by whole SHA-256 values', () => {
  expect(PINNED_AUTHORITIES.map(({ spkiFingerprint }) => /^[0-9a-f]{64}$/.test(spkiFingerprint))).toEqual([true, true]);
});

it('names providers by exact host only', () => {
  expect(findProviderName('pec.aruba.it')).toBe('Aruba PEC');
  expect(findProviderName('xpec.aruba.it')).toBeUndefined();
  expect(findProviderName('constructor')).toBeUndefined();
});

it('refuses what is no certificate or no authority', async () => {
  expect(() => parsePem('hello')).toThrow('pem');
  await expect(createTrustStore([new Uint8Array([1, 2, 3])])).rejects.toThrow('certificate');
  await expect(createTrustStore([provider.certificate.der])).rejects.toThrow('not-an-authority');
  expect(parsePem(authority.root.certificate.pem + authority.ca.certificate.pem)).toHaveLength(2);
});
