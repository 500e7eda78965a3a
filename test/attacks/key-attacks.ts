// Attacks by keys that prove nothing: exponents with which anybody signs, forged paddings, numbers at the edge of a curve, giant keys.
import { createHash } from 'node:crypto';
import { digestIdentifier } from '../pki/algorithms';
import type { SignerInfo } from '../pki/cms';
import { bitString, concat, integer, nothing, octetString, oid, sequence, setOf, tlv } from '../pki/der';
import { issueProvider } from '../pki/issue-provider';
import type { KeyPair } from '../pki/key-pair';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { authority, provider } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const MISMATCH = 'signature-integrity.signature-mismatch';
const UNREADABLE = 'signature-integrity.unreadable';

const signedBytesOf = ({ signedAttributes }: SignerInfo): Uint8Array =>
  setOf(...(signedAttributes ?? []).map(({ oid: type, values }) => sequence(oid(type), setOf(...values))));

const editSigner = (edit: (info: SignerInfo) => Partial<SignerInfo>, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: {
    ...options.tamper,
    signedData: (data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, ...edit(info) })) }),
  },
});

const modulusOf = (key: KeyPair): bigint =>
  BigInt(`0x${Buffer.from(key.privateKey.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`);

const rsaSpki = (modulus: bigint, exponent: bigint): Uint8Array =>
  sequence(sequence(oid(OID.rsaEncryption), nothing), bitString(sequence(integer(modulus), integer(exponent))));

const toOctets = (value: bigint, length: number): Uint8Array => Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');

const digestInfo = (bytes: Uint8Array): Uint8Array =>
  sequence(digestIdentifier('sha1'), octetString(createHash('sha1').update(bytes).digest()));

/** EMSA-PKCS1-v1_5 with the digest where `tail` leaves it. */
const padded = (info: Uint8Array, pad: number, tail: number): Uint8Array =>
  concat(Uint8Array.of(0, 1), new Uint8Array(pad).fill(0xff), Uint8Array.of(0), info, new Uint8Array(tail));

const cubeRoot = (value: bigint): bigint => {
  let low = 0n;
  let high = 1n << 700n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** 3n < value) low = middle + 1n;
    else high = middle;
  }
  return low;
};

const forge = (
  exponent: bigint,
  value: (bytes: Uint8Array) => Uint8Array,
  spki = rsaSpki(modulusOf(provider.key), exponent),
): Partial<PecOptions> =>
  editSigner((info) => ({ signature: value(signedBytesOf(info)) }), {
    digest: 'sha1',
    tamper: { certificate: (template) => ({ ...template, spki }) },
  });

/** Bleichenbacher 2006: right padding in front, garbage behind, small enough for a cube. */
const garbage = (bytes: Uint8Array): Uint8Array => {
  const info = digestInfo(bytes);
  const front = BigInt(`0x${Buffer.from(padded(info, 8, 256 - 11 - info.length)).toString('hex')}`);
  return toOctets(cubeRoot(front), 256);
};

const huge = rsaSpki((1n << 16383n) + 12345n, 65537n);
const p521 = await issueProvider(authority, { keySpec: { type: 'ec', curve: 'P-521' }, keyLabel: 'p521' });
const ecdsa = (value: Uint8Array): Partial<PecOptions> => editSigner(() => ({ signature: value }), { provider: p521, digest: 'sha512' });
const ORDER_P521 = BigInt(`0x01${'f'.repeat(65)}a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`);

export const KEY_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['E1.T1', 'E2.attributes'],
    bend('RSA exponent 3, garbage behind the digest', 'failed', MISMATCH, forge(3n, garbage)),
    bend(
      'RSA exponent 3, a cube of nothing',
      'failed',
      MISMATCH,
      forge(3n, () => new Uint8Array(256)),
    ),
    ...stricter(
      'openssl takes an exponent with which anybody can sign',
      bend(
        'RSA exponent 1: the padding is the signature',
        'inconclusive',
        'signer-certificate.unknown-key',
        forge(1n, (bytes) => {
          const info = digestInfo(bytes);
          return padded(info, 256 - 3 - info.length, 0);
        }),
      ),
    ),
    bend(
      'RSA exponent 2',
      'failed',
      'signer-certificate.unknown-key',
      forge(2n, () => new Uint8Array(256).fill(1)),
    ),
    bend(
      'an RSA key of sixteen thousand bits',
      'failed',
      MISMATCH,
      forge(65537n, () => new Uint8Array(2048).fill(1), huge),
    ),
    bend(
      'an RSA key of modulus one',
      'failed',
      'signer-certificate.weak-key',
      forge(1n, () => new Uint8Array(1), rsaSpki(1n, 3n)),
    ),
    bend(
      'a negative RSA modulus',
      'failed',
      UNREADABLE,
      forge(
        3n,
        () => new Uint8Array(256),
        sequence(sequence(oid(OID.rsaEncryption), nothing), bitString(sequence(tlv(2, new Uint8Array(256).fill(0xff)), integer(3)))),
      ),
    ),
    bend('ECDSA P-521 with r and s zero', 'failed', MISMATCH, ecdsa(sequence(integer(0), integer(0)))),
    bend('ECDSA P-521 with r and s the order', 'failed', MISMATCH, ecdsa(sequence(integer(ORDER_P521), integer(ORDER_P521)))),
    bend('ECDSA P-521 with r and s one', 'failed', MISMATCH, ecdsa(sequence(integer(1), integer(1)))),
    bend(
      'ECDSA P-521 with negative numbers',
      'failed',
      MISMATCH,
      ecdsa(sequence(tlv(2, Uint8Array.of(0xff)), tlv(2, Uint8Array.of(0xff)))),
    ),
  ),
  bend('genuine: ECDSA P-521', 'verified', null, { provider: p521, digest: 'sha512' }),
];
