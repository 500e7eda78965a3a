// What checking a bundle found, as plain lines for the terminal: the answer first, then files, proofs, time-stamp, claims.
import type { BundleFindings } from '../bundle/bundle-findings';
import { lacksPecAuthority, lacksTimestampAuthority } from '../bundle-answer';
import { describeBundle, describeBundleSeal, describeBundleTimestamp, describeSigners } from '../describe-bundle';
import { toVisibleText } from '../visible-text';
import { toKey, type Wording } from '../wording';
import { describeReport } from './describe-report';

const INDENT = '    ';

const toSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

const toAnswer = (findings: BundleFindings, wording: Wording): string => {
  const answer = toSentence(describeBundle(findings, wording));
  return findings.refusal === null ? answer : `${answer} ${wording.text(`verifica_refusal_${toKey(findings.refusal)}`)}`;
};

const toFact = (title: string, sentences: readonly string[]): string => `${title}: ${sentences.join(' ')}`;

const toClaims = ({ sums, report, checkPage }: BundleFindings, wording: Wording): string[] => [
  `SHA256SUMS: ${wording.text(`verifica_sums_${sums}`)}`,
  `rapporto.json: ${wording.text(`verifica_report_${report}`)}`,
  ...(checkPage === 'absent' ? [] : [`verifica.html: ${wording.text(`verifica_check_page_${checkPage}`)}`]),
];

/** What the reader can do where a signature may be good, and only nobody known here vouches for it. */
const toHints = (findings: BundleFindings, wording: Wording): string[] => [
  ...(lacksPecAuthority(findings) ? [wording.text('cli_hint_trust')] : []),
  ...(lacksTimestampAuthority(findings) ? [wording.text('cli_hint_tsa')] : []),
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
    toFact(wording.text('verifica_timestamp'), describeBundleTimestamp(findings.timestamp, wording)),
    ...findings.seals.map((seal) =>
      toFact(`${wording.text('verifica_seal')} ${seal.name}`, [
        ...describeBundleSeal(seal, wording),
        ...describeSigners(seal.signers, wording),
      ]),
    ),
    ...toHints(findings, wording),
    wording.text('verifica_proves'),
  ];
  return [head, ...files.map(toVisibleText), ...proofs.flatMap((text) => text.split('\n')), ...whole.map(toVisibleText)].join(
    `\n${INDENT}`,
  );
};
