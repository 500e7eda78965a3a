// A signature over the seal of an archive: whoever made it is told by their certificate; whatever is not over that very file, or could be fitted later, is not.
import { createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgeSignature } from '../../../lib/verify/signatures/judge-signature';
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { digestOf } from '../../pki/algorithms';
import { signCertificate } from '../../pki/certificate';
import type { Attribute, SignedData } from '../../pki/cms';
import { createSignature, issueSignatory, type SignatureOptions } from '../../pki/create-signature';
import { createTimestamp } from '../../pki/create-timestamp';
import { bitString, integer, nothing, octetString, oid, sequence, setOf } from '../../pki/der';
import { issueTsa } from '../../pki/issue-tsa';
import { OID } from '../../pki/oids';

const FILE = new TextEncoder().encode('radice 00\n');
const OTHER = new TextEncoder().encode('radice 01\n');
const NOW = Date.parse('2026-11-29T10:00:00Z');

const [maria, luca, short, curve] = await Promise.all([
  issueSignatory(),
  issueSignatory('Luca Neri'),
  issueSignatory('Corta', { type: 'rsa', bits: 1024 }),
  issueSignatory('Curva', { type: 'ec', curve: 'P-256' }),
]);
const tsa = await issueTsa();
const trust = await createTrustStore([], [tsa.root.certificate.der]);

const judge = (bytes: Uint8Array, store = trust) => judgeSignature(FILE, bytes, store, NOW);
const sign = (options: Partial<SignatureOptions> = {}): Uint8Array => createSignature({ by: [maria], of: FILE, ...options });
const stamp = (of: Uint8Array): Uint8Array => createTimestamp({ tsa, of, genTime: '20261001120000Z' });

const MARIA = { subject: 'CN=Maria Bianchi', issuer: 'CN=Ente di Firma di Prova' };
const LUCA = { ...MARIA, subject: 'CN=Luca Neri' };

describe('a signature over the file', () => {
  it.each([
    ['beside it', {}, [MARIA]],
    ['around it', { isAttached: true }, [MARIA]],
    ['in BER, as Java writes it', { isAttached: true, encoding: 'ber' }, [MARIA]],
    ['with RSASSA-PSS', { scheme: 'pss' }, [MARIA]],
    ['with SHA-512', { digest: 'sha512' }, [MARIA]],
    ['on an elliptic curve', { by: [curve] }, [{ ...MARIA, subject: 'CN=Curva' }]],
    ['of two people', { by: [maria, luca], isAttached: true }, [MARIA, LUCA]],
    ['of ten', { by: Array.from({ length: 10 }, () => maria) }, Array.from({ length: 10 }, () => MARIA)],
  ] satisfies [string, Partial<SignatureOptions>, unknown][])('%s tells who made it, and nothing of when', async (_, options, signers) => {
    expect(await judge(sign(options))).toEqual({ ok: true, signers, stamps: [] });
  });

  it('with a time-stamp over its value hands that over, judged', async () => {
    const finding = await judge(sign({ stamp: (value) => [stamp(value)] }));
    expect(finding).toMatchObject({ ok: true, stamps: [{ ok: true, covers: 'signature', time: Date.parse('2026-10-01T12:00:00Z') }] });
    expect(await judge(sign({ stamp: () => [stamp(FILE)] }))).toMatchObject({
      ok: true,
      stamps: [{ ok: false, problem: 'wrong-imprint' }],
    });
    const unknown = await judge(sign({ stamp: (value) => [stamp(value)] }), await createTrustStore());
    expect(unknown).toMatchObject({ ok: true, stamps: [{ ok: false, problem: 'unknown-authority' }] });
  });
});

const bendData = (bend: (data: SignedData) => SignedData, options: Partial<SignatureOptions> = {}): Uint8Array =>
  sign({ ...options, tamper: { signedData: bend } });

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((octet, index) => (index === bytes.length - 1 ? octet ^ 1 : octet));

describe('what is refused, and why', () => {
  it.each([
    ['nothing', new Uint8Array(), 'signature-unreadable'],
    ['a text', FILE, 'signature-unreadable'],
    ['one that is cut off', sign().subarray(0, 400), 'signature-unreadable'],
    ['another file in it', sign({ of: OTHER, isAttached: true }), 'signature-other-file'],
    ['another file beside it', sign({ of: OTHER }), 'signature-other-file'],
    ['another file in it than was signed', bendData((data) => ({ ...data, content: OTHER })), 'signature-other-file'],
    [
      'the file in it, and another that was signed',
      bendData((data) => ({ ...data, content: FILE }), { of: OTHER }),
      'signature-other-file',
    ],
    ['nothing in it', bendData((data) => ({ ...data, content: new Uint8Array() })), 'signature-other-file'],
    ['content of another kind', bendData((data) => ({ ...data, contentType: OID.tstInfo })), 'signature-other-file'],
    ['nobody who signed', bendData((data) => ({ ...data, signerInfos: [] })), 'signature-incomplete'],
    ['no certificate', bendData((data) => ({ ...data, certificates: [] })), 'signature-incomplete'],
    ['the certificate of another', bendData((data) => ({ ...data, certificates: [luca.certificate.der] })), 'signature-incomplete'],
    ['nothing but the value', sign({ tamper: { signedAttributes: () => null } }), 'signature-incomplete'],
    [
      'an altered value',
      bendData((data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, signature: flipped(info.signature) })) })),
      'signature-broken',
    ],
    ['a digest that is not announced', bendData((data) => ({ ...data, digestAlgorithms: [] })), 'signature-broken'],
    [
      'a second one that does not hold',
      bendData(
        (data) => ({
          ...data,
          signerInfos: data.signerInfos.map((info, index) => (index === 1 ? { ...info, signature: flipped(info.signature) } : info)),
        }),
        { by: [maria, luca] },
      ),
      'signature-broken',
    ],
    ['SHA-1', sign({ digest: 'sha1' }), 'signature-weak'],
    ['MD5', sign({ digest: 'md5' }), 'signature-weak'],
    ['a key of 1024 bits', sign({ by: [short] }), 'signature-weak'],
    ['no certificate named in what is signed', sign({ signingCertificate: null }), 'signature-unbound'],
    ['its certificate named by SHA-1', sign({ signingCertificate: 1 }), 'signature-unbound'],
    ['another certificate named', sign({ named: luca.certificate }), 'signature-unbound'],
    ['more who signed than anybody asks', sign({ by: Array.from({ length: 11 }, () => maria) }), 'signature-limit'],
    [
      'certificates without end',
      bendData((data) => ({ ...data, certificates: Array.from({ length: 21 }, () => maria.certificate.der) })),
      'signature-limit',
    ],
    ['octets without end', new Uint8Array(2_000_000).fill(0x30), 'signature-limit'],
    ['values without end', bendData((data) => ({ ...data, digestAlgorithms: [Buffer.alloc(180_000, integer(1))] })), 'signature-limit'],
  ])('%s', async (_, bytes, problem) => {
    expect(await judge(bytes)).toEqual({ ok: false, problem });
  });
});

/** SubjectPublicKeyInfo for a modulus and the exponent 3. */
const toSpki = (modulus: bigint): Uint8Array =>
  sequence(sequence(oid(OID.rsaEncryption), nothing), bitString(sequence(integer(modulus), integer(3))));

const toBig = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const cubeRoot = (of: bigint): bigint => {
  let [low, high] = [0n, of];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle ** 3n <= of) low = middle;
    else high = middle - 1n;
  }
  return low;
};

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) for 2048 bits. */
const pad = (signed: Uint8Array): bigint =>
  toBig(Buffer.concat([Buffer.of(0, 1), Buffer.alloc(202, 0xff), Buffer.of(0), DIGEST_INFO, digestOf('sha256', signed)]));

/** Of signed attributes that name no certificate, so that any key may come later; a number in them makes it an odd one. */
const fitKey = (cube: bigint): { spki: Uint8Array; signed: Uint8Array; attributes: readonly Attribute[] } => {
  const plain = [
    { oid: OID.contentType, values: [oid(OID.data)] },
    { oid: OID.messageDigest, values: [octetString(digestOf('sha256', FILE))] },
  ];
  for (let number = 0; ; number++) {
    const attributes = [...plain, { oid: OID.ordinaryMailboxPolicy, values: [integer(number)] }];
    const signed = setOf(...attributes.map(({ oid: type, values }) => sequence(oid(type), setOf(...values))));
    const modulus = cube - pad(signed);
    if (modulus % 2n === 1n) return { spki: toSpki(modulus), signed, attributes };
  }
};

/** Octets are chosen and stamped first. Years later, for any file, a key is computed to which they are a signature. */
it('octets that were stamped before the file existed cannot be made a signature over it', async () => {
  const root = cubeRoot(2n ** 2048n);
  const value = Uint8Array.from(Buffer.from(root.toString(16).padStart(512, '0'), 'hex'));
  const { spki, signed, attributes } = fitKey(root ** 3n);
  // It is one, as far as key and value go: only that it names no certificate gives it away.
  const key = { key: Buffer.from(spki), format: 'der', type: 'spki' } as const;
  expect(createVerify('sha256').update(signed).verify(key, value)).toBe(true);
  const certificate = signCertificate({ ...maria.certificate.template, spki }, maria.key);
  const earlier = [{ oid: OID.timestampToken, values: [stamp(value)] }];
  const forge = (data: SignedData): SignedData => ({
    ...{ ...data, certificates: [certificate.der] },
    signerInfos: data.signerInfos.map((info) => ({ ...info, signature: value, unsignedAttributes: earlier })),
  });
  const forged = sign({ tamper: { signedAttributes: () => attributes, signedData: forge } });
  expect(await judge(forged)).toEqual({ ok: false, problem: 'signature-unbound' });
});
