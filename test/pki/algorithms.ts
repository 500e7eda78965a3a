// Signature and digest algorithms: their identifiers in DER and the signing itself, through Node's crypto.
import { constants, createHash, type KeyObject, sign } from 'node:crypto';
import { explicit, integer, nothing, oid, sequence } from './der';
import { OID } from './oids';

export type Digest = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
export type Scheme = 'rsa' | 'pss' | 'ecdsa';

const DIGEST_OID: Record<Digest, string> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
const RSA_OID: Record<Digest, string> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};
const ECDSA_OID: Record<Exclude<Digest, 'md5'>, string> = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
const DIGEST_LENGTH: Record<Digest, number> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** SHA-1 with NULL parameters and SHA-2 without: as the real providers write them. */
export const digestIdentifier = (digest: Digest): Uint8Array =>
  digest === 'sha1' || digest === 'md5' ? sequence(oid(DIGEST_OID[digest]), nothing) : sequence(oid(DIGEST_OID[digest]));

const pssParameters = (digest: Digest): Uint8Array => {
  const hash = sequence(oid(DIGEST_OID[digest]), nothing);
  return sequence(explicit(0, hash), explicit(1, sequence(oid(OID.mgf1), hash)), explicit(2, integer(DIGEST_LENGTH[digest])));
};

export const signatureIdentifier = (scheme: Scheme, digest: Digest): Uint8Array => {
  if (scheme === 'pss') return sequence(oid(OID.rsassaPss), pssParameters(digest));
  if (scheme === 'rsa') return sequence(oid(RSA_OID[digest]), nothing);
  if (digest === 'md5') throw new RangeError('ECDSA has no identifier with MD5');
  return sequence(oid(ECDSA_OID[digest]));
};

/** The bare key identifier that CMS of the OpenPEC family uses in place of "with digest". */
export const plainRsaIdentifier = sequence(oid(OID.rsaEncryption), nothing);

export const digestOf = (digest: Digest, bytes: Uint8Array): Uint8Array => Uint8Array.from(createHash(digest).update(bytes).digest());

export const signBytes = (scheme: Scheme, digest: Digest, bytes: Uint8Array, privateKey: KeyObject): Uint8Array => {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: DIGEST_LENGTH[digest] };
  return Uint8Array.from(sign(digest, bytes, scheme === 'pss' ? { key: privateKey, ...padding } : privateKey));
};
