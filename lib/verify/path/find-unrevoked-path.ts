// A certification path of which nothing is revoked, as far as lists and answers at hand tell (RFC 5280 section 6.1.3 a 3).
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { LIMITS } from '../limits';
import { judgePathRevocation } from '../revocation/find-revocation';
import type { JudgedCertificate } from '../revocation/judge-certificate';
import { parseRevocationData, type RevocationItem } from '../revocation/parse-revocation-data';
import type { RevocationData } from '../revocation/revocation-data';
import { findPath, type PathRequest } from './find-path';
import type { PathProblem } from './path-problem';

/** `revocation-unknown`: lists were given, and none of them speaks of some certificate at that instant. */
export type RevocationProblem = 'revoked' | 'revocation-unknown';

export type UnrevokedPathResult = { ok: true; path: Certificate[] } | { ok: false; problem: PathProblem | RevocationProblem };

/** Keys of one authority that are tried, and how far the question goes on whether they are revoked themselves. */
const MAX_SIGNERS = 5;
const MAX_DEPTH = 3;

/** What is judged here is the path at one instant: a list is asked for what it says then, not for what it says of an earlier message. */
const findProblem = ({ state, sources }: JudgedCertificate, instant: number): RevocationProblem | undefined => {
  if (state === 'good' || state === 'revoked-since') return undefined;
  if (state === 'revoked' || state === 'compromised-since' || state === 'unexplained-since') return 'revoked';
  const isCurrent = sources.some(({ thisUpdate, nextUpdate }) => thisUpdate <= instant && nextUpdate !== null && nextUpdate >= instant);
  return state === 'older-than-message' && isCurrent ? undefined : 'revocation-unknown';
};

type Inquiry = { request: PathRequest; data: RevocationData; depth: number };

/** Answers, and lists under the name of the certificate's issuer: those of others must not crowd them out. */
const mayConcern = (item: RevocationItem, { issuer }: Certificate): boolean => item.kind !== 'crl' || isEqualName(item.list.issuer, issuer);

const isIrregular = (item: RevocationItem): boolean => item.kind === 'crl' && !item.list.isRegular;

/** @param pair a certificate, and who signed the lists about it */
const toProblem = async (
  pair: readonly [Certificate, Certificate],
  { data, request: { instant, isStrict } }: Inquiry,
): Promise<RevocationProblem | undefined> => {
  const near = data.filter((bytes) => parseRevocationData(bytes).some((item) => mayConcern(item, pair[0])));
  const finding = await judgePathRevocation(pair, near, instant);
  const [judged] = finding.status === 'judged' ? finding.certificates : [];
  if (finding.status !== 'judged' || !judged) return 'revocation-unknown';
  const problem = findProblem(judged, instant);
  if (problem) return problem;
  const isUnsound = isStrict && near.flatMap(parseRevocationData).some((item) => mayConcern(item, pair[0]) && isIrregular(item));
  return finding.isCutShort || isUnsound ? 'revocation-unknown' : undefined;
};

/** Other keys of the authority that issued the certificate at `index`: some sign their lists with a key of its own, or with a newer one. */
const findListSigners = (path: readonly Certificate[], index: number, { request }: Inquiry): Certificate[] => {
  const [certificate, issuer] = [path[index], path[index + 1]];
  const all = [...request.intermediates, ...request.anchors];
  const namesakes = all.filter((other) => certificate && issuer && isEqualName(other.subject, certificate.issuer));
  return namesakes.filter((other) => other.spkiFingerprint !== issuer?.spkiFingerprint).slice(0, MAX_SIGNERS);
};

/** Such a key counts when it leads to the same anchor and is not revoked itself (section 6.3.3 f). */
const isTrustedSigner = async (signer: Certificate, path: readonly Certificate[], inquiry: Inquiry): Promise<boolean> => {
  const { intermediates, anchors, instant } = inquiry.request;
  const result = await findPath({ leaf: signer, intermediates, anchors, instant, purpose: 'any' });
  if (!result.ok || result.path.at(-1)?.fingerprint !== path.at(-1)?.fingerprint) return false;
  return (await findRefused(result.path, { ...inquiry, depth: inquiry.depth + 1 })) === undefined;
};

/** What stands against one certificate, by lists of its issuer's key or of another key of the same authority. */
const findProblemAt = async (path: readonly Certificate[], index: number, inquiry: Inquiry): Promise<RevocationProblem | undefined> => {
  const [certificate, issuer] = path.slice(index, index + 2);
  if (!certificate || !issuer) return undefined;
  const problem = await toProblem([certificate, issuer], inquiry);
  if (problem !== 'revocation-unknown' || inquiry.depth >= MAX_DEPTH) return problem;
  for (const signer of findListSigners(path, index, inquiry)) {
    const other = await toProblem([certificate, signer], inquiry);
    if (other !== 'revocation-unknown' && (await isTrustedSigner(signer, path, inquiry))) return other;
  }
  return problem;
};

/** The first certificate below the anchor that cannot be relied on, leaf first. */
const findRefused = async (
  path: readonly Certificate[],
  inquiry: Inquiry,
): Promise<{ certificate: Certificate; problem: RevocationProblem } | undefined> => {
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const problem = await findProblemAt(path, index, inquiry);
    if (problem) return { certificate, problem };
  }
  return undefined;
};

/** @param data lists and answers; with none of them nothing is asked, with some every certificate below the anchor must be spoken of */
export const findUnrevokedPath = async (request: PathRequest, data: RevocationData): Promise<UnrevokedPathResult> => {
  let { intermediates } = request;
  let refusal: RevocationProblem | undefined;
  for (let tries = 0; tries < LIMITS.pathLength; tries += 1) {
    const result = await findPath({ ...request, intermediates });
    if (!result.ok) return refusal ? { ok: false, problem: refusal } : result;
    const refused = data.length > 0 ? await findRefused(result.path, { request, data, depth: 0 }) : undefined;
    if (!refused) return result;
    refusal ??= refused.problem;
    if (refused.certificate.fingerprint === request.leaf.fingerprint) break;
    // There may be another certificate of the same authority, or another way around it.
    intermediates = intermediates.filter(({ fingerprint }) => fingerprint !== refused.certificate.fingerprint);
  }
  return { ok: false, problem: refusal ?? 'limit-reached' };
};
