// What is remembered from message to message: only what was worked out for exactly the same octets, and never for longer than it holds.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Certificate } from '../../../lib/verify/cms/certificate';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { parseCertificateOnce } from '../../../lib/verify/cms/parse-certificate-once';
import { verifyCertificateSignature } from '../../../lib/verify/cms/verify-certificate-signature';
import { MalformedInput } from '../../../lib/verify/errors';
import { LIMITS } from '../../../lib/verify/limits';
import { createOnce } from '../../../lib/verify/once';
import { createAuthority } from '../../pki/authority';
import { issueProvider } from '../../pki/issue-provider';
import { authority, judge, provider } from '../bench';

const impostor = await createAuthority({ rootKeyLabel: 'impostor-root', keyLabel: 'impostor-ca' });
const copied = await issueProvider(impostor);

const withOctet = (der: Uint8Array, at: number): Uint8Array => {
  const bent = der.slice();
  bent[at < 0 ? bent.length + at : at] = (bent.at(at) ?? 0) ^ 1;
  return bent;
};

afterEach(() => vi.restoreAllMocks());

describe('certificates', () => {
  it('are parsed once per whole DER, whatever array it lies in', async () => {
    const first = await parseCertificateOnce(provider.certificate.der);
    const framed = new Uint8Array([1, 2, 3, ...provider.certificate.der, 4]);
    expect(await parseCertificateOnce(framed.subarray(3, -1))).toBe(first);
    framed.fill(0);
    expect(first.der).toEqual(Uint8Array.from(provider.certificate.der));
    expect(first).toEqual(await parseCertificate(Uint8Array.from(provider.certificate.der)));
  });

  it('that differ in one octet of the signature are two', async () => {
    const genuine = await parseCertificateOnce(provider.certificate.der);
    const bent = await parseCertificateOnce(withOctet(provider.certificate.der, -1));
    expect(bent).not.toBe(genuine);
    expect(bent.fingerprint).not.toBe(genuine.fingerprint);
  });

  it('that cannot be read are refused each time, and so is who asks at the same time', async () => {
    const broken = provider.certificate.der.slice(0, -1);
    const asked = [parseCertificateOnce(broken), parseCertificateOnce(broken)];
    for (const outcome of await Promise.allSettled(asked)) expect(outcome).toMatchObject({ reason: expect.any(MalformedInput) });
    await expect(parseCertificateOnce(broken)).rejects.toThrow(MalformedInput);
  });

  it('are forgotten, the oldest first, and large ones at once', async () => {
    const first = await parseCertificateOnce(provider.certificate.der);
    const others = Array.from({ length: LIMITS.knownCertificates }, (_, index) => withOctet(provider.certificate.der, -2 - index));
    for (const der of others) await parseCertificateOnce(der);
    expect(await parseCertificateOnce(provider.certificate.der)).not.toBe(first);
    const large = await issueProvider(authority, {
      addresses: Array.from({ length: 400 }, (_, index) => `posta-certificata@h${index}.pec.example`),
    });
    expect(large.certificate.der.length).toBeGreaterThan(LIMITS.knownCertificateBytes);
    expect(await parseCertificateOnce(large.certificate.der)).not.toBe(await parseCertificateOnce(large.certificate.der));
  });
});

describe('signatures on certificates', () => {
  const parse = (der: Uint8Array): Promise<Certificate> => parseCertificate(der);

  it('are worked out once, and a good one does not speak for a bent one', async () => {
    const [leaf, issuer] = await Promise.all([parse(provider.certificate.der), parse(authority.ca.certificate.der)]);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    expect(await verifyCertificateSignature(leaf, issuer)).toBe('good');
    const after = verify.mock.calls.length;
    expect(await verifyCertificateSignature(leaf, issuer)).toBe('good');
    expect(verify.mock.calls.length).toBe(after);
    const bent = await parse(withOctet(provider.certificate.der, -1));
    expect(await Promise.all([verifyCertificateSignature(bent, issuer), verifyCertificateSignature(bent, issuer)])).toEqual(['bad', 'bad']);
    expect(await verifyCertificateSignature(leaf, issuer)).toBe('good');
  });

  it('by an authority of the same names and another key stay bad', async () => {
    const [leaf, issuer, other] = await Promise.all(
      [copied.certificate.der, authority.ca.certificate.der, impostor.ca.certificate.der].map(parse),
    );
    if (!leaf || !issuer || !other) throw new Error('certificates');
    expect(await verifyCertificateSignature(leaf, other)).toBe('good');
    expect(await verifyCertificateSignature(leaf, issuer)).toBe('bad');
    expect(await verifyCertificateSignature(leaf, other)).toBe('good');
  });

  it('of a message count only for this message: a provider seen before lends nothing to its impostor', async () => {
    expect((await judge()).verdict).toBe('verified');
    const impostors = await judge({ provider: copied });
    expect(impostors.verdict).not.toBe('verified');
    expect(impostors.certified).toBeNull();
    expect((await judge()).verdict).toBe('verified');
  });
});

describe('createOnce', () => {
  it('shares, forgets what failed or is not to be kept, and stays within its size', async () => {
    const once = createOnce<number>(2, (value) => value >= 0);
    const create = vi.fn(async () => 1);
    expect(await Promise.all([once('a', create), once('a', create)])).toEqual([1, 1]);
    expect(create).toHaveBeenCalledTimes(1);
    await expect(once('b', () => Promise.reject(new Error('engine')))).rejects.toThrow('engine');
    expect(await once('b', async () => -1)).toBe(-1);
    expect(await once('b', async () => 2)).toBe(2);
    expect(await once('b', async () => 3)).toBe(2);
    await once('c', async () => 4);
    expect(await once('a', async () => 5)).toBe(5);
  });
});
