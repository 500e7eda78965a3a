// One time-stamp token against the octets that it should be about (RFC 3161 section 2.2 and 2.4.2, RFC 5816).
import { isEqualBytes } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { compareSigningCertificate } from '../cms/compare-signing-certificate';
import { DIGESTS, FORBIDDEN_ALGORITHMS, OID_TST_INFO } from '../cms/oids';
import { parseSignedData, type SignedData, type Signer } from '../cms/parse-signed-data';
import { parseTimestamp, type Timestamp } from '../cms/parse-timestamp';
import { findSignatureDigest, verifySignature } from '../cms/verify-signature';
import { LimitReached, MalformedInput } from '../errors';
import type { TrustStore } from '../trust/trust-store';
import type { CoveredBytes } from './covered-bytes';
import { findAuthorityPath } from './find-authority-path';
import { findAuthorityProblem } from './find-authority-problem';
import type { BadTimestamp, TimestampFinding, TimestampProblem } from './timestamp-finding';

export type TokenContext = {
  trust: TrustStore;
  /** Milliseconds since 1970 UTC. */
  now: number;
  /** When the message says that it was signed; null when it does not say. */
  instant: number | null;
};

/** The same as for the message's own times. */
const TOLERANCE_MS = 5 * 60 * 1000;
/** A clock a little ahead is not a time in the future. */
const FUTURE_MS = 24 * 60 * 60 * 1000;
/** When authorities had to have left SHA-1: a token that says it is older may still carry it. */
const SHA_1_UNTIL = Date.UTC(2017, 0, 1);
/** Octets of each digest. */
const DIGEST_BYTES: Readonly<Record<string, number>> = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 };

type Token = { data: SignedData; signer: Signer; certificate: Certificate; stamp: Timestamp };

/** The parts that every further step needs, or the first that is missing. */
const parseToken = async (bytes: Uint8Array): Promise<Token | TimestampProblem> => {
  try {
    const data = await parseSignedData(bytes);
    if (data.contentType !== OID_TST_INFO) return 'wrong-content-type';
    const [signer, second] = data.signers;
    if (!signer || second) return 'not-one-signer';
    const stamp = parseTimestamp(data.content ?? new Uint8Array());
    if (stamp.criticalExtensions.length > 0) return 'critical-extension';
    return signer.certificate ? { data, signer, certificate: signer.certificate, stamp } : 'certificate-missing';
  } catch (error) {
    if (error instanceof LimitReached) return 'limit-reached';
    if (error instanceof MalformedInput) return 'unreadable';
    throw error;
  }
};

/** Usable at the time that the token tells, or why not. */
const findDigestProblem = (oid: string, time: number): TimestampProblem | undefined => {
  const digest = DIGESTS[oid];
  if (FORBIDDEN_ALGORITHMS.has(oid) || (digest === 'SHA-1' && time >= SHA_1_UNTIL)) return 'forbidden-digest';
  return digest ? undefined : 'unknown-algorithm';
};

const findImprintProblem = async (
  { imprintAlgorithm, imprint, time }: Timestamp,
  covered: CoveredBytes,
): Promise<TimestampProblem | undefined> => {
  const digest = DIGESTS[imprintAlgorithm];
  const problem = findDigestProblem(imprintAlgorithm, time);
  if (problem || !digest) return problem ?? 'unknown-algorithm';
  if (imprint.length !== DIGEST_BYTES[digest]) return 'wrong-imprint-length';
  return isEqualBytes(imprint, await covered.digest(digest)) ? undefined : 'wrong-imprint';
};

const findAlgorithmProblem = ({ data, signer, stamp }: Token): TimestampProblem | undefined => {
  const signatureDigest = findSignatureDigest(signer.signatureAlgorithm);
  const protection = signer.signedAttributes?.algorithmProtection;
  const agrees =
    data.digestAlgorithms.includes(signer.digestAlgorithm) &&
    (signatureDigest === null || signatureDigest === DIGESTS[signer.digestAlgorithm]) &&
    (!protection ||
      (protection.digestAlgorithm === signer.digestAlgorithm && protection.signatureAlgorithm === signer.signatureAlgorithm.oid));
  return findDigestProblem(signer.digestAlgorithm, stamp.time) ?? (agrees ? undefined : 'algorithm-mismatch');
};

const findNamedProblem = async ({ signedAttributes }: Signer, certificate: Certificate): Promise<TimestampProblem | undefined> => {
  const named = await compareSigningCertificate(signedAttributes?.values ?? new Map(), certificate);
  if (named === 'same') return undefined;
  return named === 'absent' ? 'signing-certificate-missing' : 'signing-certificate-mismatch';
};

/** Attributes must be signed and speak of this content (RFC 5652 section 5.3: always, where the content is no plain data). */
const findSignatureProblem = async ({ data, signer, certificate }: Token): Promise<TimestampProblem | undefined> => {
  const attributes = signer.signedAttributes;
  const digest = DIGESTS[signer.digestAlgorithm] ?? '';
  if (!attributes?.messageDigest || attributes.contentType === null) return 'attribute-missing';
  if (attributes.contentType !== OID_TST_INFO) return 'wrong-content-type';
  const computed = new Uint8Array(await crypto.subtle.digest(digest, data.content as Uint8Array<ArrayBuffer>));
  if (!isEqualBytes(attributes.messageDigest, computed)) return 'digest-mismatch';
  const outcome = await verifySignature(certificate, signer.signatureAlgorithm, signer.signature, attributes.signedBytes, digest);
  if (outcome === 'bad') return 'signature-mismatch';
  if (outcome === 'forbidden-algorithm') return 'forbidden-digest';
  return outcome === 'good' ? undefined : 'unknown-algorithm';
};

const findTimeProblem = ({ time, accuracyMs }: Timestamp, { now, instant }: TokenContext): TimestampProblem | undefined => {
  const slack = accuracyMs ?? 0;
  if (time - slack > now + FUTURE_MS) return 'in-future';
  return instant !== null && time + slack + TOLERANCE_MS < instant ? 'earlier-than-signature' : undefined;
};

const hasSha1 = ({ signer, stamp }: Token): boolean =>
  [signer.digestAlgorithm, stamp.imprintAlgorithm].some((oid) => DIGESTS[oid] === 'SHA-1');

/** Hostile octets give a finding, never an exception. */
export const judgeToken = async (bytes: Uint8Array, covered: CoveredBytes, context: TokenContext): Promise<TimestampFinding> => {
  const { covers } = covered;
  const bad = (problem: TimestampProblem): BadTimestamp => ({ ok: false, covers, problem });
  const token = await parseToken(bytes);
  if (typeof token === 'string') return bad(token);
  const { certificate, stamp } = token;
  // What costs little first: a token may have been handed in with many messages, of which it is about one.
  const problem =
    (await findImprintProblem(stamp, covered)) ??
    findAlgorithmProblem(token) ??
    (await findSignatureProblem(token)) ??
    (await findNamedProblem(token.signer, certificate)) ??
    findAuthorityProblem(certificate, stamp);
  if (problem) return bad(problem);
  const found = await findAuthorityPath(certificate, token.data.certificates, context.trust, stamp.time);
  if (!found.ok) return { ...bad(found.problem), path: { problem: found.pathProblem, issuer: certificate.issuer.text } };
  const timeProblem = findTimeProblem(stamp, context);
  if (timeProblem) return bad(timeProblem);
  return {
    ok: true,
    covers,
    time: stamp.time,
    accuracyMs: stamp.accuracyMs,
    authority: certificate.subject.text,
    serial: stamp.serial,
    policy: stamp.policy,
    digest: DIGESTS[stamp.imprintAlgorithm] ?? '',
    hasSha1: hasSha1(token),
    isAddedAnchor: found.isAddedAnchor,
    ...(found.isManagedAnchor ? { isManagedAnchor: true } : {}),
    path: found.path,
  };
};
