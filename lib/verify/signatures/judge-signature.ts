// A CMS signature over a file, around it or beside it (RFC 5652, CAdES): each of its signers must hold. Who vouches for them is not asked.
import { isEqualBytes } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { compareSigningCertificate } from '../cms/compare-signing-certificate';
import { DIGESTS, OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2, OID_ATTRIBUTE_TIMESTAMP_TOKEN, OID_DATA, OID_EC_PUBLIC_KEY } from '../cms/oids';
import type { AttributeValues } from '../cms/parse-attributes';
import { parseSignedData, type SignedData, type Signer } from '../cms/parse-signed-data';
import { parseSigningCertificate } from '../cms/parse-signing-certificate';
import { findSignatureDigest, verifySignature } from '../cms/verify-signature';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { createCoveredBytes } from '../timestamps/covered-bytes';
import { judgeTokens } from '../timestamps/judge-tokens-over';
import type { TimestampFinding } from '../timestamps/timestamp-finding';
import type { TrustStore } from '../trust/trust-store';
import type { Signatory, SignatureFinding, SignatureProblem } from './signature-finding';

/** SHA-1 has known collisions, and a short key can be broken by now: neither says who signed what. */
const toStrongDigest = (oid: string): string | undefined => {
  const digest = DIGESTS[oid];
  return digest === 'SHA-1' ? undefined : digest;
};

const isStrongKey = ({ key }: Certificate): boolean => (key.algorithm === OID_EC_PUBLIC_KEY ? key.curve !== null : key.bits >= 2048);

const agrees = ({ digestAlgorithm, signatureAlgorithm, signedAttributes }: Signer, { digestAlgorithms }: SignedData): boolean => {
  const signatureDigest = findSignatureDigest(signatureAlgorithm);
  const protection = signedAttributes?.algorithmProtection;
  return (
    digestAlgorithms.includes(digestAlgorithm) &&
    (signatureDigest === null || signatureDigest === DIGESTS[digestAlgorithm]) &&
    (!protection || (protection.digestAlgorithm === digestAlgorithm && protection.signatureAlgorithm === signatureAlgorithm.oid))
  );
};

/** The certificate must be named in what is signed, by a digest that nobody can bend (CAdES-B: signing-certificate-v2, RFC 5035). Else whoever had
 * some octets time-stamped could make a key later to which they are a signature over any file, and "existed before" would be a lie. */
const findUnbound = async (values: AttributeValues, certificate: Certificate): Promise<SignatureProblem | undefined> => {
  if ((await compareSigningCertificate(values, certificate)) !== 'same') return 'signature-unbound';
  const named = values.get(OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2) ?? [];
  const isStrong = named.some((value) => toStrongDigest(parseSigningCertificate(value, true).digestAlgorithm) !== undefined);
  return isStrong ? undefined : 'signature-unbound';
};

const findProblem = async (signer: Signer, file: Uint8Array, data: SignedData): Promise<SignatureProblem | undefined> => {
  const { certificate, signedAttributes: attributes, signatureAlgorithm, signature } = signer;
  if (!certificate || !attributes?.messageDigest || attributes.contentType !== OID_DATA) return 'signature-incomplete';
  const digest = toStrongDigest(signer.digestAlgorithm);
  if (!digest || !isStrongKey(certificate)) return 'signature-weak';
  if (!agrees(signer, data)) return 'signature-broken';
  const computed = new Uint8Array(await crypto.subtle.digest(digest, file as Uint8Array<ArrayBuffer>));
  if (!isEqualBytes(attributes.messageDigest, computed)) return 'signature-other-file';
  const outcome = await verifySignature(certificate, signatureAlgorithm, signature, attributes.signedBytes, digest);
  if (outcome !== 'good') return outcome === 'bad' ? 'signature-broken' : 'signature-weak';
  return findUnbound(attributes.values, certificate);
};

const toSignatory = ({ certificate }: Signer): Signatory => ({
  subject: (certificate?.subject.text ?? '').slice(0, LIMITS.shownCharacters),
  issuer: (certificate?.issuer.text ?? '').slice(0, LIMITS.shownCharacters),
});

const judgeStamps = ({ signature, unsignedValues }: Signer, trust: TrustStore, now: number): Promise<TimestampFinding[]> =>
  judgeTokens(unsignedValues.get(OID_ATTRIBUTE_TIMESTAMP_TOKEN) ?? [], createCoveredBytes('signature', signature), {
    ...{ trust, now, instant: null },
  });

const judge = async (file: Uint8Array, data: SignedData, trust: TrustStore, now: number): Promise<SignatureFinding> => {
  const { signers, content, contentType } = data;
  if (signers.length > LIMITS.signers) return { ok: false, problem: 'signature-limit' };
  if (contentType !== OID_DATA || (content !== null && !isEqualBytes(content, file))) return { ok: false, problem: 'signature-other-file' };
  if (signers.length === 0) return { ok: false, problem: 'signature-incomplete' };
  for (const signer of signers) {
    const problem = await findProblem(signer, file, data);
    if (problem) return { ok: false, problem };
  }
  const stamps: TimestampFinding[] = [];
  for (const signer of signers) stamps.push(...(await judgeStamps(signer, trust, now)));
  return { ok: true, signers: signers.map(toSignatory), stamps };
};

/** @param bytes untrusted octets of a `.p7m` or `.p7s` file, DER or BER; hostile ones give a finding, never an exception
 * @param now milliseconds since 1970 UTC */
export const judgeSignature = async (file: Uint8Array, bytes: Uint8Array, trust: TrustStore, now: number): Promise<SignatureFinding> => {
  try {
    return await judge(file, await parseSignedData(bytes, LIMITS.signers + 1), trust, now);
  } catch (error) {
    if (error instanceof LimitReached) return { ok: false, problem: 'signature-limit' };
    if (error instanceof MalformedInput) return { ok: false, problem: 'signature-unreadable' };
    throw error;
  }
};
