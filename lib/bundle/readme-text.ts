// The text that tells anybody how to check a bundle without Ceralacca, with lines to be typed as they are.
import type { Report } from '../verify/report';
import type { Wording } from '../wording';
import type { BundleContent, BundleEntry } from './bundle-source';
import { NAMES } from './layout';
import { toSealSections } from './seal-readme';
import { toStampLine } from './stamp-line';

/** A time-stamp file that lies beside a proof and proves when it existed. */
export type StampedFile = { path: string; stamp: string; form: 'tsr' | 'tst' };

/** Certificates live three years, so each file is judged at the instant it was signed; the system's own authorities are left out. */
const toSignatureLine = (report: Report, path: string): string => {
  const seconds = Math.floor(Date.parse(report.judgedAt) / 1000);
  return `openssl cms -verify -in ${path} -CAfile ${NAMES.authorities} -no-CApath -partial_chain -purpose any -attime ${seconds} -out /dev/null`;
};

const toSignatureLines = ({ messages, paths }: BundleContent): string[] =>
  messages
    .flatMap(({ evidence }) => evidence)
    .filter(({ report }) => report.verdict === 'verified' && report.judgedAt !== '')
    .map(({ sha256, report }) => toSignatureLine(report, paths.get(sha256) ?? ''));

const indent = (lines: readonly string[]): string[] => ['', ...lines.map((line) => `    ${line}`), ''];

const toSignatureSection = (lines: readonly string[], wording: Wording): string[] =>
  lines.length === 0
    ? [wording.text('bundle_readme_nothing_verified'), '']
    : [wording.text('bundle_readme_signatures', NAMES.authorities), ...indent(lines), wording.text('bundle_readme_expected'), ''];

export type ReadmeParts = { stamped: readonly StampedFile[]; seals: readonly BundleEntry[] };

export const toReadmeText = (content: BundleContent, { stamped, seals }: ReadmeParts, wording: Wording): string => {
  const isComplete = content.messages.every((item) => item.isComplete);
  const stampLines = stamped.map(({ path, stamp, form }) => toStampLine(path, stamp, form));
  // The token may come later, and then this text may not change any more.
  const manifestLine = `test ! -e ${NAMES.token} || ${toStampLine(NAMES.manifest, NAMES.token, 'tst')}`;
  return [
    wording.text('bundle_readme_title'),
    '',
    wording.text('bundle_readme_proof'),
    wording.text('bundle_readme_keep'),
    ...(isComplete ? [] : [wording.text('bundle_readme_incomplete', NAMES.reportPage)]),
    '',
    wording.text('bundle_readme_hashes'),
    ...indent([`sha256sum -c ${NAMES.sums}`]),
    ...toSignatureSection(toSignatureLines(content), wording),
    wording.text('bundle_readme_timestamps', NAMES.token, NAMES.manifest, NAMES.timestampAuthorities),
    ...indent([...stampLines, manifestLine]),
    ...toSealSections(seals, content.paths, wording),
    wording.text('bundle_readme_page', NAMES.checkPage),
    '',
    wording.text('bundle_readme_limits'),
    '',
  ].join('\n');
};
