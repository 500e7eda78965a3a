// The text that tells anybody how to check a bundle without Ceralacca, with lines to be typed as they are.
import { toOrderedEvidence } from '../ledger/proof';
import type { Report } from '../verify/report';
import type { Wording } from '../wording';
import type { BundleMessage, BundlePaths } from './bundle-source';

/** Certificates live three years, so each file is judged at the instant it was signed; the system's own authorities are left out. */
const toCommand = (report: Report, path: string, authoritiesPath: string): string => {
  const seconds = Math.floor(Date.parse(report.judgedAt) / 1000);
  return `openssl cms -verify -in ${path} -CAfile ${authoritiesPath} -no-CApath -partial_chain -purpose any -attime ${seconds} -out /dev/null`;
};

const toCommands = (messages: readonly BundleMessage[], paths: BundlePaths, authoritiesPath: string): string[] =>
  messages
    .flatMap(({ evidence }) => toOrderedEvidence(evidence))
    .filter(({ report }) => report.verdict === 'verified' && report.judgedAt !== '')
    .map(({ sha256, report }) => `    ${toCommand(report, paths.get(sha256) ?? '', authoritiesPath)}`);

const toSignatureSection = (commands: readonly string[], wording: Wording, authoritiesPath: string): string[] =>
  commands.length === 0
    ? [wording.text('bundle_readme_nothing_verified')]
    : [wording.text('bundle_readme_signatures', authoritiesPath), '', ...commands, '', wording.text('bundle_readme_expected')];

export type ReadmeNames = { hashes: string; authorities: string };

export const toReadmeText = (messages: readonly BundleMessage[], paths: BundlePaths, wording: Wording, names: ReadmeNames): string => {
  const commands = toCommands(messages, paths, names.authorities);
  const lines = [
    wording.text('bundle_readme_title'),
    '',
    wording.text('bundle_readme_proof'),
    wording.text('bundle_readme_keep'),
    '',
    wording.text('bundle_readme_hashes'),
    '',
    `    sha256sum -c ${names.hashes}`,
    '',
    ...toSignatureSection(commands, wording, names.authorities),
    '',
    wording.text('bundle_readme_limits'),
    '',
  ];
  return lines.join('\n');
};
