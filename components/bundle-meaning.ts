// What the findings about a bundle mean to the reader: mark, tone and the first sentence. Pure; views only draw it.
import type { BundleFindings, BundleProof } from '../lib/bundle-view';
import type { Wording } from '../lib/wording';
import type { MarkName, Tone } from './Mark';

export type BundleMeaning = { mark: MarkName; tone: Tone; sentence: string };

/** Ordinary mail lies in a bundle as what was sent: it proves nothing, and nobody expects it to. */
export const isProof = ({ report }: BundleProof): boolean => report.verdict !== 'not-pec';

const countVerdict = (proofs: readonly BundleProof[], verdict: BundleProof['report']['verdict']): number =>
  proofs.filter(({ report }) => report.verdict === verdict).length;

/** How the proofs do by themselves, whatever became of the bundle around them. */
export const describeProofs = ({ proofs }: BundleFindings, wording: Wording): string => {
  const due = proofs.filter(isProof);
  const verified = countVerdict(due, 'verified');
  if (due.length === 0) return wording.text('verifica_proofs_none');
  if (verified === 0) return wording.count('verifica_proofs_no', due.length);
  return verified === due.length
    ? wording.count('verifica_proofs_all', due.length)
    : wording.count('verifica_proofs_some', verified, due.length);
};

const BROKEN = { mark: 'octagon', tone: 'bad' } as const;
const OPEN = { mark: 'triangle', tone: 'warn' } as const;

/** Whoever made such a time-stamp, or put it there, meant to deceive. */
const FALSE_STAMPS: readonly string[] = ['wrong-imprint', 'signature-mismatch', 'digest-mismatch', 'impostor'];

type Look = Omit<BundleMeaning, 'sentence'>;

/** The mark of a bundle in which nothing was changed is that of the worst in it. */
const lookIntact = (findings: BundleFindings): Look => {
  const { proofs, timestamp, report } = findings;
  const due = proofs.filter(isProof);
  const isFalseStamp = timestamp.status === 'unproven' && FALSE_STAMPS.includes(timestamp.problem);
  if (isFalseStamp || countVerdict(due, 'failed') > 0) return BROKEN;
  const isOpen = due.length === 0 || countVerdict(due, 'verified') < due.length || timestamp.status === 'unproven' || report === 'differs';
  return isOpen ? OPEN : { mark: 'seal', tone: 'ok' };
};

/** Whoever made the report knew the authority that is lacking here: that it says more is no news then. */
const listReservations = (findings: BundleFindings, wording: Wording): string[] => [
  ...(findings.timestamp.status === 'unproven' ? [wording.text('verifica_but_timestamp')] : []),
  ...(findings.report === 'differs' && !lacksPecAuthority(findings) ? [wording.text('verifica_but_report')] : []),
];

const describeIntact = (findings: BundleFindings, proofs: string, wording: Wording): string => {
  const due = findings.proofs.filter(isProof);
  const reservations = listReservations(findings, wording);
  if (due.length === 0 || countVerdict(due, 'verified') < due.length) {
    return wording.text('verifica_intact_but', [proofs, ...reservations].join('; '));
  }
  const intact = wording.text('verifica_intact', proofs);
  return reservations.length === 0 ? intact : wording.text('verifica_but', intact, reservations.join('; '));
};

/** Nothing was judged, and nothing speaks against anybody. */
const MISTAKES: readonly BundleFindings['refusal'][] = ['not-a-bundle', 'outlook-file', 'timestamp-alone', 'unreadable'];

export const toBundleMeaning = (findings: BundleFindings, wording: Wording): BundleMeaning => {
  const { verdict, refusal, files } = findings;
  if (verdict === 'refused') {
    const isMistake = MISTAKES.includes(refusal);
    return { ...(isMistake ? OPEN : BROKEN), sentence: wording.text(isMistake ? 'verifica_not_checked' : 'verifica_refused') };
  }
  const proofs = describeProofs(findings, wording);
  if (verdict === 'intact') return { ...lookIntact(findings), sentence: describeIntact(findings, proofs, wording) };
  const what = files.length > 0 ? wording.count('verifica_altered_files', files.length) : wording.text('verifica_altered_sums');
  return { ...BROKEN, sentence: `${what} ${wording.text('verifica_one_by_one', proofs)}` };
};

/** Where the signature may be good and only nobody known vouches for whoever made it. */
const WITHOUT_AUTHORITY: readonly string[] = ['provider-trust.issuer-missing', 'provider-trust.leads-elsewhere'];

export const lacksPecAuthority = ({ proofs }: BundleFindings): boolean =>
  proofs.some(({ report }) => report.checks.some((result) => result.status !== 'passed' && WITHOUT_AUTHORITY.includes(result.reason)));

export const lacksTimestampAuthority = ({ timestamp, seals }: BundleFindings): boolean =>
  (timestamp.status === 'unproven' && timestamp.problem === 'unknown-authority') ||
  seals.some(({ problem }) => problem === 'unknown-authority');
