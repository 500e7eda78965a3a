// Attacks on the signature: each is stopped, and each by its own reason.
import { describe, expect, it } from 'vitest';
import { digestIdentifier, signatureIdentifier } from '../../pki/algorithms';
import { octetString, oid, sequence } from '../../pki/der';
import { issueProvider } from '../../pki/issue-provider';
import { OID } from '../../pki/oids';
import type { PecOptions } from '../../pki/sign-pec';
import { authority, judge, outcomeOf, provider, replaceIn, resultOf } from '../bench';

const other = await issueProvider(authority, { host: 'posta.beta-gestore.example' });

const failed: Record<string, Partial<PecOptions>> = {
  'digest-mismatch': { tamper: { message: replaceIn('Gestore', 'gestore') } },
  'signature-mismatch': {
    tamper: {
      signedData: (data) => ({
        ...data,
        signerInfos: data.signerInfos.map((info) => ({ ...info, signature: info.signature.map((byte) => byte ^ 1) })),
      }),
    },
  },
  'content-inside': { tamper: { signedData: (data) => ({ ...data, content: new TextEncoder().encode('something else') }) } },
  'not-one-signer': { tamper: { signedData: (data) => ({ ...data, signerInfos: [...data.signerInfos, ...data.signerInfos] }) } },
  'wrong-content-type': {
    tamper: {
      signedAttributes: (attributes) =>
        attributes.map((attribute) => (attribute.oid === OID.contentType ? { ...attribute, values: [oid(OID.signedData)] } : attribute)),
    },
  },
  'digest-attribute-missing': {
    tamper: { signedAttributes: (attributes) => attributes.filter((attribute) => attribute.oid !== OID.messageDigest) },
  },
  'algorithm-protection-mismatch': {
    tamper: {
      signedAttributes: (attributes) => [
        ...attributes.filter((attribute) => attribute.oid !== OID.algorithmProtection),
        { oid: OID.algorithmProtection, values: [sequence(digestIdentifier('sha512'))] },
      ],
    },
  },
  'forbidden-digest': { digest: 'md5' },
  'digest-not-listed': { tamper: { signedData: (data) => ({ ...data, digestAlgorithms: [digestIdentifier('sha512')] }) } },
  'algorithm-mismatch': {
    layout: 'javamail',
    tamper: {
      signedData: (data) => ({
        ...data,
        digestAlgorithms: [digestIdentifier('sha256'), digestIdentifier('sha384')],
        signerInfos: data.signerInfos.map((info) => ({ ...info, digestAlgorithm: digestIdentifier('sha384') })),
      }),
    },
  },
  unreadable: { tamper: { cms: () => new TextEncoder().encode('no signature at all') } },
};

describe('signature-integrity', () => {
  it.each(Object.entries(failed))('%s', async (code, options) => {
    const report = await judge(options);
    expect(resultOf(report, 'signature-integrity')).toMatchObject({ status: 'failed', reason: `signature-integrity.${code}` });
    expect(report.verdict).toBe('failed');
    expect(report.certified).toBeNull();
  });

  it('has no signer at all', async () => {
    const report = await judge({ tamper: { signedData: (data) => ({ ...data, signerInfos: [] }) } });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.not-one-signer');
    expect(report.verdict).toBe('failed');
  });

  it('finds the signer by its identifier, never by position', async () => {
    const first = await judge({
      tamper: { signedData: (data) => ({ ...data, certificates: [other.certificate.der, ...data.certificates] }) },
    });
    expect(first.verdict).toBe('verified');
    const swapped = await judge({
      tamper: {
        signedData: (data) => ({
          ...data,
          signerInfos: data.signerInfos.map((info) => ({
            ...info,
            issuerDer: other.certificate.issuerDer,
            serial: other.certificate.serial,
          })),
          certificates: [other.certificate.der, ...data.certificates],
        }),
      },
    });
    expect(outcomeOf(swapped, 'signature-integrity')).toBe('signature-integrity.signature-mismatch');
  });

  it('cannot judge without the signer certificate', async () => {
    const report = await judge({ tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.slice(1) }) } });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.signer-certificate-missing');
    expect(report.verdict).toBe('inconclusive');
    expect(report.certified).toBeNull();
  });

  it('cannot judge an algorithm it does not know', async () => {
    const unknown = sequence(oid('1.2.3.4.5'));
    const report = await judge({
      tamper: {
        signedData: (data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, signatureAlgorithm: unknown })) }),
      },
    });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.unknown-algorithm');
    expect(report.verdict).toBe('inconclusive');
  });

  it('cannot judge a digest it does not know, and never guesses another', async () => {
    const sha224 = sequence(oid('2.16.840.1.101.3.4.2.4'));
    const report = await judge({
      tamper: {
        signedData: (data) => ({
          ...data,
          digestAlgorithms: [sha224],
          signerInfos: data.signerInfos.map((info) => ({ ...info, digestAlgorithm: sha224 })),
        }),
      },
    });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.unknown-algorithm');
    expect(report.verdict).toBe('inconclusive');
  });

  it('takes no signature made with MD5, also where the digest beside it is a better one', async () => {
    const signatureAlgorithm = signatureIdentifier('rsa', 'md5');
    const report = await judge({
      digest: 'sha256',
      tamper: { signedData: (data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, signatureAlgorithm })) }) },
    });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.forbidden-digest');
    expect(report.verdict).toBe('failed');
  });

  it('stops at its limits, and says at which', async () => {
    const report = await judge({ tamper: { cms: () => octetString(new Uint8Array(1024 * 1024 + 1)) } });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.limit-reached');
    expect(resultOf(report, 'signature-integrity').facts).toEqual({ limit: 'signatureBytes' });
    const many = await judge({
      tamper: { signedData: (data) => ({ ...data, certificates: Array.from({ length: 21 }, () => provider.certificate.der) }) },
    });
    expect(outcomeOf(many, 'signature-integrity')).toBe('signature-integrity.limit-reached');
    expect(resultOf(many, 'signature-integrity').facts).toEqual({ limit: 'certificates' });
  });

  it('survives nested BER without end', async () => {
    const bomb = Uint8Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? 0x30 : 0x80));
    const report = await judge({ tamper: { cms: () => bomb } });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.limit-reached');
    const wide = await judge({
      tamper: { cms: () => sequence(Uint8Array.from({ length: 180_000 }, (_, index) => [2, 1, 1][index % 3] ?? 0)) },
    });
    expect(outcomeOf(wide, 'signature-integrity')).toBe('signature-integrity.unreadable');
  });

  it('notes SHA-1 and accepts it', async () => {
    const report = await judge({ digest: 'sha1' });
    expect(report.checks.find(({ check }) => check === 'signature-integrity')).toMatchObject({
      notes: ['signature-integrity.sha1-digest'],
    });
  });

  it('accepts a signature without signed attributes over the content itself', async () => {
    expect((await judge({ tamper: { signedAttributes: () => null } })).verdict).toBe('verified');
  });
});
