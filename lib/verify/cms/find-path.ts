// Certification path for this field (RFC 5280 section 6): signer → authorities → anchor at one instant, or why there is none.

import { LIMITS } from '../limits';
import type { Certificate } from './certificate';
import { isEqualName } from './name';
import { meetsNameConstraints } from './name-constraints';
import { OID_ANY_EXTENDED_KEY_USAGE, OID_EMAIL_PROTECTION, OID_RSA_ENCRYPTION, OID_RSA_PSS } from './oids';
import { verifySignature } from './verify-signature';

/** Reasons in the order in which they are told when several candidates fail: the first that applies to any of them wins. */
export const PATH_PROBLEMS = [
  'impostor',
  'name-constraints',
  'outside-validity',
  'not-an-authority',
  'critical-extension',
  'forbidden-algorithm',
  'leads-elsewhere',
  'limit-reached',
  'unknown-algorithm',
  'issuer-missing',
] as const;

export type PathProblem = (typeof PATH_PROBLEMS)[number];
export type PathResult = { ok: true; path: Certificate[] } | { ok: false; problem: PathProblem };

export type PathRequest = {
  signer: Certificate;
  /** Untrusted certificates that may help, for instance those of the message. */
  intermediates: readonly Certificate[];
  anchors: readonly Certificate[];
  /** Milliseconds since 1970 UTC. */
  instant: number;
  /** Whether a path that is sound by itself leads where the caller wants; anchor last. */
  accepts(path: readonly Certificate[]): boolean;
};

const isSmallRsa = ({ key }: Certificate): boolean => [OID_RSA_ENCRYPTION, OID_RSA_PSS].includes(key.algorithm) && key.bits < 2048;

/** What forbids `issuer` to stand above the `below` certificates under it, its own signature aside. */
const findIssuerProblem = (issuer: Certificate, below: readonly Certificate[], instant: number): PathProblem | undefined => {
  if (instant < issuer.notBefore || instant > issuer.notAfter) return 'outside-validity';
  const { basicConstraints, keyUsage, extendedKeyUsage } = issuer;
  if (!basicConstraints?.isAuthority || (keyUsage && !keyUsage.includes('keyCertSign'))) return 'not-an-authority';
  if (basicConstraints.pathLength !== null && below.length - 1 > basicConstraints.pathLength) return 'not-an-authority';
  if (extendedKeyUsage && ![OID_EMAIL_PROTECTION, OID_ANY_EXTENDED_KEY_USAGE].some((use) => extendedKeyUsage.includes(use))) {
    return 'not-an-authority';
  }
  if (issuer.unknownCriticalExtensions.length > 0 || issuer.hasRepeatedExtension) return 'critical-extension';
  if (isSmallRsa(issuer)) return 'forbidden-algorithm';
  return below.every((certificate) => meetsNameConstraints(certificate, issuer)) ? undefined : 'name-constraints';
};

/** Whether `issuer`'s key made the signature on `certificate`. */
const findSignatureProblem = async (certificate: Certificate, issuer: Certificate): Promise<PathProblem | undefined> => {
  if (!certificate.hasAgreeingAlgorithms) return 'forbidden-algorithm';
  const outcome = await verifySignature(issuer, certificate.signatureAlgorithm, certificate.signature, certificate.tbs);
  if (outcome === 'bad') return 'impostor';
  return outcome === 'good' ? undefined : outcome;
};

const findWorst = (problems: readonly PathProblem[]): PathProblem =>
  PATH_PROBLEMS.find((problem) => problems.includes(problem)) ?? 'issuer-missing';

type Budget = { signatures: number };

const extend = async (path: readonly Certificate[], request: PathRequest, budget: Budget): Promise<PathResult> => {
  const last = path.at(-1) ?? request.signer;
  if (path.length >= LIMITS.pathLength) return { ok: false, problem: 'limit-reached' };
  const isAnchor = (candidate: Certificate): boolean => request.anchors.some(({ fingerprint }) => fingerprint === candidate.fingerprint);
  const candidates = [...request.anchors, ...request.intermediates.filter((candidate) => !isAnchor(candidate))].filter(
    (candidate) => isEqualName(candidate.subject, last.issuer) && !path.includes(candidate),
  );
  const problems: PathProblem[] = [];
  for (const issuer of candidates) {
    budget.signatures -= 1;
    if (budget.signatures < 0) return { ok: false, problem: 'limit-reached' };
    const problem = (await findSignatureProblem(last, issuer)) ?? findIssuerProblem(issuer, path, request.instant);
    const next = [...path, issuer];
    const result: PathResult = problem
      ? { ok: false, problem }
      : !isAnchor(issuer)
        ? await extend(next, request, budget)
        : request.accepts(next)
          ? { ok: true, path: next }
          : { ok: false, problem: 'leads-elsewhere' };
    if (result.ok) return result;
    problems.push(result.problem);
  }
  // A certificate that names itself as issuer and is no anchor ends the path at a stranger.
  if (isEqualName(last.subject, last.issuer)) problems.push('leads-elsewhere');
  return { ok: false, problem: findWorst(problems) };
};

/** Tries every path; certificates of the same name and key are tried one by one, each with its own dates and constraints. */
export const findPath = async (request: PathRequest): Promise<PathResult> => {
  const { signer, instant } = request;
  if (signer.unknownCriticalExtensions.length > 0 || signer.hasRepeatedExtension) return { ok: false, problem: 'critical-extension' };
  const result = await extend([signer], request, { signatures: LIMITS.pathSignatures });
  if (result.ok && (instant < signer.notBefore || instant > signer.notAfter)) return { ok: false, problem: 'outside-validity' };
  return result;
};
