// SubjectPublicKeyInfo → what kind of key it is and how strong (RFC 3279 section 2.3, RFC 5480, RFC 4055).
import { toHex } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, toOid } from './ber-values';
import type { Certificate } from './certificate';
import { CURVES, OID_EC_PUBLIC_KEY, OID_RSA_ENCRYPTION, OID_RSA_PSS } from './oids';
import { toAlgorithm } from './to-signature-algorithm';

const toPositive = (value: Ber | undefined): bigint => {
  const octets = contentOf(expectTag(value, TAG.integer));
  if (octets.length === 0 || (octets[0] ?? 0) >= 0x80) throw new MalformedInput('key');
  return BigInt(`0x${toHex(octets)}`);
};

/** @throws MalformedInput or LimitReached */
export const parseKey = (spki: Ber | undefined): Certificate['key'] => {
  const [identifier, bits, more] = sequenceOf(spki);
  const octets = contentOf(expectTag(bits, TAG.bitString));
  if (more || octets[0] !== 0) throw new MalformedInput('key');
  const { oid: algorithm, parameters } = toAlgorithm(identifier);
  if (algorithm === OID_EC_PUBLIC_KEY) {
    // Explicit curve parameters are forbidden (RFC 5480 section 2.1.1): such a key is one that we do not know.
    const curve = parameters?.tag === TAG.oid ? (CURVES[toOid(parameters)] ?? null) : null;
    return { algorithm, curve: curve?.name ?? null, bits: (curve?.bytes ?? 0) * 8 };
  }
  if (algorithm !== OID_RSA_ENCRYPTION && algorithm !== OID_RSA_PSS) return { algorithm, curve: null, bits: 0 };
  const [modulusValue, exponentValue, rest] = sequenceOf(readBer(octets.subarray(1)));
  if (rest) throw new MalformedInput('key');
  const modulus = toPositive(modulusValue);
  const exponent = toPositive(exponentValue);
  // With the exponent 1 a signature is its own message, and an even one belongs to no key (RFC 8017 section 3.1): nothing to rely on.
  const isSound = exponent >= 3n && exponent % 2n === 1n;
  return { algorithm, curve: null, bits: isSound && modulus > 0n ? modulus.toString(2).length : 0 };
};
