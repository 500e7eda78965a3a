// What the findings about a bundle come to, in one word: the same for every page, the command line and its exit code.
import type { BundleFindings, BundleProof } from './bundle/bundle-findings';

export type BundleAnswer =
  /** Nothing was judged, and nothing speaks against anybody. */
  | 'mistaken'
  | 'refused'
  | 'altered'
  /** Nothing was changed; but something in it is made to deceive, or is not what it says. */
  | 'false'
  /** Nothing was changed; but not everything in it that should prove something does. */
  | 'open'
  | 'whole';

const MISTAKES: readonly BundleFindings['refusal'][] = ['not-a-bundle', 'outlook-file', 'timestamp-alone', 'unreadable'];

/** Whoever made such a time-stamp, or put it there, meant to deceive. */
const FALSE_STAMPS: readonly string[] = ['wrong-imprint', 'signature-mismatch', 'digest-mismatch', 'impostor'];

/** Where the signature may be good and only nobody known vouches for whoever made it. */
const WITHOUT_AUTHORITY: readonly string[] = ['provider-trust.issuer-missing', 'provider-trust.leads-elsewhere'];

/** Ordinary mail may lie in a bundle: it claims nothing and proves nothing, and nobody expects it to. */
export const isProof = ({ report }: BundleProof): boolean => report.verdict !== 'not-pec';

const judgeIntact = ({ proofs, timestamp, report }: BundleFindings): BundleAnswer => {
  const due = proofs.filter(isProof);
  const isFalseStamp = timestamp.status === 'unproven' && FALSE_STAMPS.includes(timestamp.problem);
  if (isFalseStamp || due.some((proof) => proof.report.verdict === 'failed')) return 'false';
  const isProven = due.length > 0 && due.every((proof) => proof.report.verdict === 'verified');
  return isProven && timestamp.status !== 'unproven' && report !== 'differs' ? 'whole' : 'open';
};

/** The worst in it decides. */
export const toBundleAnswer = (findings: BundleFindings): BundleAnswer => {
  if (findings.verdict === 'refused') return MISTAKES.includes(findings.refusal) ? 'mistaken' : 'refused';
  return findings.verdict === 'altered' ? 'altered' : judgeIntact(findings);
};

/** For whoever asks one question: nothing changed, and everything in it that should prove something does. */
export const isWhole = (findings: BundleFindings): boolean => toBundleAnswer(findings) === 'whole';

/** Some proof lacks nothing else: one that fails in another way too would stay what it is. */
export const lacksPecAuthority = ({ proofs }: BundleFindings): boolean =>
  proofs.some(({ report: { checks } }) => {
    const open = checks.flatMap((result) => (result.status === 'passed' ? [] : [result]));
    const isWithout = open.some(({ reason }) => WITHOUT_AUTHORITY.includes(reason));
    return isWithout && open.every(({ status, reason }) => status !== 'failed' || WITHOUT_AUTHORITY.includes(reason));
  });

export const lacksTimestampAuthority = ({ timestamp, seals }: BundleFindings): boolean =>
  (timestamp.status === 'unproven' && timestamp.problem === 'unknown-authority') ||
  seals.some(({ problem }) => problem === 'unknown-authority');
