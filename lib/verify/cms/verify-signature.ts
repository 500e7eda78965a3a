// One signature over some octets with one public key, by WebCrypto; what is unknown or forbidden is said, not guessed.
import * as asn1js from 'asn1js';
import { isEqualBytes, toHex } from '../bytes';
import type { Certificate, SignatureAlgorithm } from './certificate';
import { CURVES, DIGESTS, FORBIDDEN_ALGORITHMS, OID_EC_PUBLIC_KEY, OID_RSA_ENCRYPTION, OID_RSA_PSS, SIGNATURES } from './oids';

export type SignatureOutcome = 'good' | 'bad' | 'unknown-algorithm' | 'forbidden-algorithm';

type Scheme = {
  key: RsaHashedImportParams | EcKeyImportParams;
  check: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
  curveBytes: number;
};

/** ECDSA-Sig-Value (RFC 3279 section 2.2.3) as the fixed-length r‖s that WebCrypto takes; undefined when it is not one. */
const toRawEcdsa = (der: Uint8Array, length: number): Uint8Array<ArrayBuffer> | undefined => {
  const { result } = asn1js.fromBER(der as Uint8Array<ArrayBuffer>, { maxDepth: 3, maxNodes: 5 });
  const raw = new Uint8Array(length * 2);
  const numbers = result instanceof asn1js.Sequence ? result.valueBlock.value : [];
  if (numbers.length !== 2) return undefined;
  for (const [index, number] of numbers.entries()) {
    if (!(number instanceof asn1js.Integer)) return undefined;
    const octets = number.valueBlock.valueHexView;
    const firstSet = octets.findIndex((octet) => octet !== 0);
    const significant = firstSet < 0 ? new Uint8Array() : octets.subarray(firstSet);
    if (significant.length > length) return undefined;
    raw.set(significant, (index + 1) * length - significant.length);
  }
  // Only the one DER form of these numbers: a reader that takes others would take another signature.
  const strict = new asn1js.Sequence({
    value: [0, length].map((start) => asn1js.Integer.fromBigInt(BigInt(`0x${toHex(raw.subarray(start, start + length))}`))),
  });
  return isEqualBytes(new Uint8Array(strict.toBER()), der) ? raw : undefined;
};

/** @param digest WebCrypto digest name that the context prescribes (CMS signer info), or null to take the algorithm's own */
const findScheme = (key: Certificate['key'], algorithm: SignatureAlgorithm, digest: string | null): Scheme | undefined => {
  const named = SIGNATURES[algorithm.oid];
  if (algorithm.pss && (key.algorithm === OID_RSA_ENCRYPTION || key.algorithm === OID_RSA_PSS)) {
    if (!Object.values(DIGESTS).includes(algorithm.pss.digest) || algorithm.pss.saltLength > 512) return undefined;
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
  signer: Pick<Certificate, 'spki' | 'key'>,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  signedBytes: Uint8Array,
  digest: string | null = null,
): Promise<SignatureOutcome> => {
  if (FORBIDDEN_ALGORITHMS.has(algorithm.oid)) return 'forbidden-algorithm';
  const scheme = findScheme(signer.key, algorithm, digest);
  if (!scheme) return 'unknown-algorithm';
  const raw = scheme.curveBytes ? toRawEcdsa(signature, scheme.curveBytes) : (signature as Uint8Array<ArrayBuffer>);
  if (!raw) return 'bad';
  try {
    const key = await crypto.subtle.importKey('spki', signer.spki as Uint8Array<ArrayBuffer>, scheme.key, false, ['verify']);
    return (await crypto.subtle.verify(scheme.check, key, raw, signedBytes as Uint8Array<ArrayBuffer>)) ? 'good' : 'bad';
  } catch {
    // The engine refuses this key: not a statement about the signature.
    return 'unknown-algorithm';
  }
};
