// Certification path (RFC 5280 section 6): leaf → authorities → anchor at one instant, or why there is none.
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { verifyCertificateSignature } from '../cms/verify-certificate-signature';
import { findSignatureDigest } from '../cms/verify-signature';
import { LIMITS } from '../limits';
import { findIssuerProblem, isValidAt } from './find-issuer-problem';
import { findKeyProblem } from './find-key-problem';
import { findPolicyProblem } from './find-policy-problem';
import { findProfileProblem } from './find-profile-problem';
import { findUsageProblem } from './find-usage-problem';
import { createIssuerIndex, type IssuerIndex } from './issuer-index';
import { PATH_PROBLEMS, type PathProblem, type PathPurpose, type PathResult } from './path-problem';

export type PathRequest = {
  leaf: Certificate;
  /** Untrusted certificates that may help, for instance those of the message. */
  intermediates: readonly Certificate[];
  /** Trusted by the caller; their own dates, rights and constraints are still kept. */
  anchors: readonly Certificate[];
  /** Milliseconds since 1970 UTC. */
  instant: number;
  purpose: PathPurpose;
  /** Whether a path that is sound by itself leads where the caller wants; anchor last. */
  accepts?(path: readonly Certificate[]): boolean;
  /** Also refuses what RFC 5280 section 4 forbids authorities to write, where it changes nothing about trust. */
  isStrict?: boolean;
};

type Search = {
  request: PathRequest;
  index: IssuerIndex;
  problems: PathProblem[];
  /** By certificate and key: a mesh asks for the same signature again and again. */
  signatures: Map<string, PathProblem | undefined>;
  budget: { signatures: number; steps: number; nameComparisons: number };
};

/** Authorities stopped signing with SHA-1 by then; a later signature would be a collision's best chance. */
const SHA_1_END = Date.UTC(2017, 0, 1);

const findWorst = (problems: readonly PathProblem[]): PathProblem =>
  PATH_PROBLEMS.find((problem) => problems.includes(problem)) ?? 'issuer-missing';

const isLateSha1 = ({ signatureAlgorithm, notBefore }: Certificate): boolean =>
  findSignatureDigest(signatureAlgorithm) === 'SHA-1' && notBefore >= SHA_1_END;

/** Whether `issuer`'s key made the signature on `certificate`. */
const findSignatureProblem = async (certificate: Certificate, issuer: Certificate): Promise<PathProblem | undefined> => {
  if (!certificate.hasAgreeingAlgorithms || isLateSha1(certificate)) return 'forbidden-algorithm';
  const outcome = await verifyCertificateSignature(certificate, issuer);
  if (outcome === 'bad') return 'impostor';
  return outcome === 'good' ? undefined : outcome;
};

const findKnownSignatureProblem = async (
  certificate: Certificate,
  issuer: Certificate,
  search: Search,
): Promise<PathProblem | undefined> => {
  const key = `${certificate.fingerprint} ${issuer.spkiFingerprint}`;
  if (search.signatures.has(key)) return search.signatures.get(key);
  search.budget.signatures -= 1;
  if (search.budget.signatures < 0) return 'limit-reached';
  const problem = await findSignatureProblem(certificate, issuer);
  search.signatures.set(key, problem);
  return problem;
};

/** What stands against the finished path as a whole. */
const findWholeProblem = (path: readonly Certificate[], { request }: Search): PathProblem | undefined => {
  const problem = findPolicyProblem(path) ?? (request.isStrict ? findProfileProblem(path) : undefined);
  if (problem) return problem;
  return (request.accepts?.(path) ?? true) ? undefined : 'leads-elsewhere';
};

/** One more authority on top of `path`: 'open' when the way goes on above it. */
const tryIssuer = async (path: readonly Certificate[], issuer: Certificate, search: Search): Promise<'found' | 'open' | PathProblem> => {
  const { request, index, budget } = search;
  const last = path.at(-1) ?? request.leaf;
  const isAnchor = index.isAnchor(issuer);
  const { instant, purpose } = request;
  const problem =
    (await findKnownSignatureProblem(last, issuer, search)) ?? findIssuerProblem(issuer, path, { instant, purpose, isAnchor, budget });
  if (problem) return problem;
  return isAnchor ? (findWholeProblem([...path, issuer], search) ?? 'found') : 'open';
};

type Step = { issuer: Certificate; outcome: 'found' | 'open' | PathProblem };

/** Everybody who bears the name of the issuer of the last certificate, tried one by one until one ends the path. */
const tryIssuers = async (path: readonly Certificate[], search: Search): Promise<Step[]> => {
  const { request, index, budget } = search;
  const steps: Step[] = [];
  for (const issuer of index.findIssuers(path.at(-1) ?? request.leaf)) {
    if (path.some(({ fingerprint }) => fingerprint === issuer.fingerprint)) continue;
    budget.steps -= 1;
    const isBeyond = path.length >= LIMITS.pathLength || budget.steps < 0;
    const outcome = isBeyond ? 'limit-reached' : await tryIssuer(path, issuer, search);
    steps.push({ issuer, outcome });
    if (isBeyond || outcome === 'found') break;
  }
  return steps;
};

/** An authority that changed its key has certificates with both; the wrong one is no impostor, unless it is one that the caller trusts. */
const toProblems = (steps: readonly Step[], { index }: Search): PathProblem[] => {
  const isSigned = steps.some(({ outcome }) => outcome !== 'impostor' && outcome !== 'limit-reached');
  return steps.flatMap(({ issuer, outcome }) => {
    if (outcome === 'found' || outcome === 'open') return [];
    return outcome === 'impostor' && isSigned && !index.isAnchor(issuer) ? [] : [outcome];
  });
};

/** The shortest paths first, so that a short genuine one is found before any maze behind it. */
const walk = async (search: Search): Promise<Certificate[] | undefined> => {
  const { request, problems, budget } = search;
  const paths: Certificate[][] = [[request.leaf]];
  for (const path of paths) {
    const last = path.at(-1) ?? request.leaf;
    const steps = await tryIssuers(path, search);
    const end = steps.find(({ outcome }) => outcome === 'found');
    if (end) return [...path, end.issuer];
    problems.push(...toProblems(steps, search));
    // A certificate that names itself as issuer and is no anchor ends the path at a stranger.
    if (isEqualName(last.subject, last.issuer)) problems.push('leads-elsewhere');
    if (budget.steps < 0) return undefined;
    // Another anchor may vouch for an anchor that does not lead where the caller wants.
    const open = steps.filter(({ outcome }) => outcome === 'open' || outcome === 'leads-elsewhere');
    paths.push(...open.map(({ issuer }) => [...path, issuer]));
  }
  return undefined;
};

/** A certificate that is trusted itself needs nobody above it. */
const findWay = async (search: Search): Promise<Certificate[] | undefined> => {
  const { request, index } = search;
  const alone = [request.leaf];
  if (index.isAnchor(request.leaf) && findWholeProblem(alone, search) === undefined) return alone;
  return walk(search);
};

/** What the leaf says against itself, its dates aside. */
const findLeafProblem = ({ leaf, purpose, isStrict }: PathRequest): PathProblem | undefined => {
  if (leaf.unknownCriticalExtensions.length > 0 || leaf.hasRepeatedExtension) return 'critical-extension';
  // The usages and the key of a message's signer have a check of their own: a provider of before 2018 is told from a forger there.
  if (purpose === 'email' && !isStrict) return undefined;
  // So has the key of a time-stamp's signer.
  return findUsageProblem(leaf, purpose) ?? findKeyProblem(leaf, purpose === 'timestamp' && !isStrict ? 1024 : 2048);
};

/** Tries every path; certificates of the same name and key are tried one by one, each with its own dates and constraints. */
export const findPath = async (request: PathRequest): Promise<PathResult> => {
  const { leaf, intermediates, anchors, instant } = request;
  const problem = findLeafProblem(request);
  if (problem) return { ok: false, problem };
  const budget = { signatures: LIMITS.pathSignatures, steps: LIMITS.pathSteps, nameComparisons: LIMITS.nameComparisons };
  const search: Search = { request, index: createIssuerIndex(anchors, intermediates), problems: [], signatures: new Map(), budget };
  const path = await findWay(search);
  if (!path) return { ok: false, problem: findWorst(search.problems) };
  return isValidAt(leaf, instant) ? { ok: true, path } : { ok: false, problem: 'outside-validity' };
};
