// One signature over some octets with one public key, by WebCrypto; what is unknown or forbidden is said, not guessed.
import { LIMITS } from '../limits';
import { createOnce } from '../once';
import type { Certificate, SignatureAlgorithm } from './certificate';
import { CURVES, DIGESTS, FORBIDDEN_ALGORITHMS, OID_EC_PUBLIC_KEY, OID_RSA_ENCRYPTION, OID_RSA_PSS, SIGNATURES } from './oids';
import { toRawEcdsa } from './to-raw-ecdsa';

export type SignatureOutcome = 'good' | 'bad' | 'unknown-algorithm' | 'forbidden-algorithm';

type Scheme = {
  key: RsaHashedImportParams | EcKeyImportParams;
  check: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
  curveBytes: number;
};

const once = createOnce<CryptoKey>(LIMITS.knownCertificates);

type SignerKey = Pick<Certificate, 'spki' | 'spkiFingerprint' | 'key'>;

/** Keys are imported once for each use that they are put to. */
const importKey = ({ spki, spkiFingerprint }: SignerKey, { key }: Scheme): Promise<CryptoKey> =>
  once(`${spkiFingerprint} ${JSON.stringify(key)}`, () =>
    crypto.subtle.importKey('spki', spki as Uint8Array<ArrayBuffer>, key, false, ['verify']),
  );

/** The value as WebCrypto takes it; undefined for one that no honest signer writes. */
const toRawSignature = (signature: Uint8Array, { curveBytes }: Scheme): Uint8Array<ArrayBuffer> | undefined => {
  if (curveBytes === 0) return signature as Uint8Array<ArrayBuffer>;
  try {
    return toRawEcdsa(signature, curveBytes);
  } catch {
    return undefined;
  }
};

/** @param digest WebCrypto digest name that the context prescribes (CMS signer info), or null to take the algorithm's own */
const findScheme = (key: Certificate['key'], algorithm: SignatureAlgorithm, digest: string | null): Scheme | undefined => {
  const named = SIGNATURES[algorithm.oid];
  if (algorithm.pss && (key.algorithm === OID_RSA_ENCRYPTION || key.algorithm === OID_RSA_PSS)) {
    if (!Object.values(DIGESTS).includes(algorithm.pss.digest) || algorithm.pss.saltLength < 0 || algorithm.pss.saltLength > 512)
      return undefined;
    const hash = algorithm.pss.digest;
    return { key: { name: 'RSA-PSS', hash }, check: { name: 'RSA-PSS', saltLength: algorithm.pss.saltLength }, curveBytes: 0 };
  }
  if (key.algorithm === OID_EC_PUBLIC_KEY && named?.scheme === 'ecdsa') {
    const curve = Object.values(CURVES).find(({ name }) => name === key.curve);
    if (!curve) return undefined;
    return { key: { name: 'ECDSA', namedCurve: curve.name }, check: { name: 'ECDSA', hash: named.digest }, curveBytes: curve.bytes };
  }
  const hash = algorithm.oid === OID_RSA_ENCRYPTION ? digest : named?.scheme === 'rsa' ? named.digest : null;
  if (key.algorithm !== OID_RSA_ENCRYPTION || !hash) return undefined;
  return { key: { name: 'RSASSA-PKCS1-v1_5', hash }, check: { name: 'RSASSA-PKCS1-v1_5' }, curveBytes: 0 };
};

/** Digest an algorithm signs with, as a WebCrypto name; null when its identifier leaves it open (`rsaEncryption`). */
export const findSignatureDigest = (algorithm: SignatureAlgorithm): string | null =>
  algorithm.pss?.digest ?? SIGNATURES[algorithm.oid]?.digest ?? null;

export const verifySignature = async (
  signer: SignerKey,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  signedBytes: Uint8Array,
  digest: string | null = null,
): Promise<SignatureOutcome> => {
  if (FORBIDDEN_ALGORITHMS.has(algorithm.oid)) return 'forbidden-algorithm';
  const scheme = findScheme(signer.key, algorithm, digest);
  if (!scheme) return 'unknown-algorithm';
  const raw = toRawSignature(signature, scheme);
  if (!raw) return 'bad';
  try {
    const key = await importKey(signer, scheme);
    return (await crypto.subtle.verify(scheme.check, key, raw, signedBytes as Uint8Array<ArrayBuffer>)) ? 'good' : 'bad';
  } catch {
    // The engine refuses this key: not a statement about the signature.
    return 'unknown-algorithm';
  }
};
