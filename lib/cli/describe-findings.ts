// What checking a bundle found, as plain lines for the terminal: the answer first, then files, proofs, time-stamp, claims.
import type { BundleFindings, BundleTimestamp } from '../bundle/bundle-findings';
import { toVisibleText } from '../visible-text';
import { formatInstant, toKey, type Wording } from '../wording';
import { describeReport } from './describe-report';

const INDENT = '    ';

const toProofText = ({ proofs }: BundleFindings, wording: Wording): string => {
  const verified = proofs.filter(({ report }) => report.verdict === 'verified').length;
  if (proofs.length === 0) return wording.text('verifica_proofs_none');
  if (verified === 0) return wording.count('verifica_proofs_no', proofs.length);
  return verified === proofs.length
    ? wording.count('verifica_proofs_all', verified)
    : wording.count('verifica_proofs_some', verified, proofs.length);
};

/** One sentence; that everything is as listed says nothing of the proofs, and so they are in it. */
const toAnswer = (findings: BundleFindings, wording: Wording): string => {
  const { verdict, refusal, files } = findings;
  if (verdict === 'refused')
    return `${wording.text('verifica_refused')}. ${wording.text(`verifica_refusal_${toKey(refusal ?? 'unreadable')}`)}`;
  const isProven = findings.proofs.length > 0 && findings.proofs.every(({ report }) => report.verdict === 'verified');
  if (verdict === 'intact') return `${wording.text(isProven ? 'verifica_intact' : 'verifica_intact_but', toProofText(findings, wording))}.`;
  return files.length > 0 ? wording.count('verifica_altered_files', files.length) : wording.text('verifica_altered_sums');
};

const toTimestampText = (timestamp: BundleTimestamp, wording: Wording): string => {
  if (timestamp.status === 'none') return wording.text('verifica_timestamp_none');
  if (timestamp.status === 'unproven') return `${wording.text('verifica_timestamp_unproven')} (${timestamp.problem})`;
  return wording.text('verifica_timestamp_proven', formatInstant(timestamp.existedBefore));
};

const toSealLines = ({ seals }: BundleFindings, wording: Wording): string[] =>
  seals.map(({ existedBefore, included, problem }) => {
    if (problem !== null) return `${wording.text('verifica_seal')}: ${problem}`;
    return existedBefore === null
      ? wording.text('verifica_seal_undated')
      : wording.count('verifica_seal_dated', included.length, formatInstant(existedBefore));
  });

const toClaims = ({ sums, report, checkPage }: BundleFindings, wording: Wording): string[] => [
  `SHA256SUMS: ${wording.text(`verifica_sums_${sums}`)}`,
  `rapporto.json: ${wording.text(`verifica_report_${report}`)}`,
  ...(checkPage === 'absent' ? [] : [`verifica.html: ${wording.text(`verifica_check_page_${checkPage}`)}`]),
];

/** Whatever comes from the bundle is made visible, so that it cannot steer the terminal. */
export const describeFindings = (path: string, findings: BundleFindings, wording: Wording): string => {
  const head = toVisibleText(`${path}: ${toAnswer(findings, wording)}`);
  if (findings.verdict === 'refused') return head;
  const files = findings.files.map(({ name, status }) => `${name}: ${wording.text(`verifica_file_${status}`)}`);
  const proofs = findings.proofs.map(({ name, report }) => describeReport(name, report, wording));
  const whole = [
    wording.count('verifica_files_intact', findings.intactCount),
    ...toClaims(findings, wording),
    `${wording.text('verifica_timestamp')}: ${toTimestampText(findings.timestamp, wording)}`,
    ...toSealLines(findings, wording),
    wording.text('verifica_proves'),
  ];
  return [head, ...files.map(toVisibleText), ...proofs.flatMap((text) => text.split('\n')), ...whole.map(toVisibleText)].join(
    `\n${INDENT}`,
  );
};
