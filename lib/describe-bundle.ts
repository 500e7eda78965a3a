// What checking a bundle found, in sentences: the same for every page and the command line.
import type { BundleFindings, BundleProof, BundleSeal, BundleTimestamp } from './bundle/bundle-findings';
import { isProof, lacksPecAuthority, toBundleAnswer } from './bundle-answer';
import type { Signatory } from './verify/signatures/signature-finding';
import { toVisibleText } from './visible-text';
import { codeKey, findText, formatInstant, toKey, type Wording } from './wording';

const countVerified = (proofs: readonly BundleProof[]): number => proofs.filter(({ report }) => report.verdict === 'verified').length;

/** How the proofs do by themselves, whatever became of the bundle around them. */
const describeProofs = (due: readonly BundleProof[], wording: Wording): string => {
  const verified = countVerified(due);
  if (due.length === 0) return wording.text('verifica_proofs_none');
  if (verified === 0) return wording.count('verifica_proofs_no', due.length);
  return verified === due.length
    ? wording.count('verifica_proofs_all', due.length)
    : wording.count('verifica_proofs_some', verified, due.length);
};

/** Whoever made the report knew the authority that is lacking here: that it says more is no news then. */
const listReservations = (findings: BundleFindings, wording: Wording): string[] => [
  ...(findings.timestamp.status === 'unproven' ? [wording.text('verifica_but_timestamp')] : []),
  ...(findings.report === 'differs' && !lacksPecAuthority(findings) ? [wording.text('verifica_but_report')] : []),
];

const describeIntact = (findings: BundleFindings, due: readonly BundleProof[], wording: Wording): string => {
  const proofs = describeProofs(due, wording);
  const reservations = listReservations(findings, wording);
  if (due.length === 0 || countVerified(due) < due.length) {
    return wording.text('verifica_intact_but', [proofs, ...reservations].join('; '));
  }
  const intact = wording.text('verifica_intact', proofs);
  return reservations.length === 0 ? intact : wording.text('verifica_but', intact, reservations.join('; '));
};

/** One sentence; that everything is as listed says nothing of the proofs, and so they are in it. */
export const describeBundle = (findings: BundleFindings, wording: Wording): string => {
  const answer = toBundleAnswer(findings);
  if (answer === 'mistaken') return wording.text('verifica_not_checked');
  if (answer === 'refused') return wording.text('verifica_refused');
  const due = findings.proofs.filter(isProof);
  if (answer !== 'altered') return describeIntact(findings, due, wording);
  const { length } = findings.files;
  const what = length > 0 ? wording.count('verifica_altered_files', length) : wording.text('verifica_altered_sums');
  return `${what} ${wording.text('verifica_one_by_one', describeProofs(due, wording))}`;
};

/** The reader of tokens names its problems as the check of a message's time-stamp does. */
const explainProblem = (problem: string, wording: Wording): string => {
  const key = codeKey(`timestamp.${problem}`);
  const own = findText(wording, `verifica_seal_problem_${toKey(problem)}`);
  const what = own ?? findText(wording, key) ?? wording.text('verifica_timestamp_problem', problem);
  return problem === 'unknown-authority' ? `${what} ${findText(wording, `${key}_next`) ?? ''}` : what;
};

/** What it proves; where it proves nothing, also why. */
export const describeBundleTimestamp = (timestamp: BundleTimestamp, wording: Wording): string[] => {
  if (timestamp.status === 'none') return [wording.text('verifica_timestamp_none')];
  if (timestamp.status === 'proven') return [wording.text('verifica_timestamp_proven', formatInstant(timestamp.existedBefore))];
  return [wording.text('verifica_timestamp_unproven'), explainProblem(timestamp.problem, wording)];
};

/** Each once, in the words of the certificates, and that nobody vouches for those here; empty where nobody signed. */
export const describeSigners = (signers: readonly Signatory[], wording: Wording): string[] => {
  const told = signers.map(({ subject, issuer }) => wording.text('seal_signed_by', toVisibleText(subject), toVisibleText(issuer)));
  return told.length === 0 ? [] : [...new Set(told), wording.text('seal_signed_what')];
};

/** Without those who signed, which each view tells in its own way. */
export const describeBundleSeal = ({ existedBefore, included, problem }: BundleSeal, wording: Wording): string[] => [
  existedBefore === null
    ? wording.text('verifica_seal_undated')
    : wording.count('verifica_seal_dated', included.length, formatInstant(existedBefore)),
  ...(problem === null ? [] : [explainProblem(problem, wording)]),
];
