// A report as plain lines for the terminal: verdict and kind first, then facts, then what is wrong.

import { findProvider } from '../verify/find-provider';
import type { CertifiedFacts, Code, Report } from '../verify/report';
import { toVisibleText } from '../visible-text';
import { codeKey, formatInstant, toKey, type Wording } from '../wording';
import { describeComparison } from './describe-comparison';
import { describeTimestamp } from './describe-timestamp';

const INDENT = '    ';

const findReasons = (report: Report): Code[] => {
  if (report.verdict === 'verified' || report.verdict === 'not-pec') return [];
  // Copies and time-stamps decide nothing, and have lines of their own.
  const deciding = report.checks.filter(({ check }) => check !== 'original-message' && check !== 'timestamp');
  const failed = deciding.flatMap((result) => (result.status === 'failed' ? [result.reason] : []));
  const open = deciding.flatMap((result) => (result.status === 'undetermined' ? [result.reason] : []));
  return failed.length > 0 ? failed : open;
};

const toFactLines = (
  report: Report,
  { sender, recipients, subject, time, delivery, extendedError }: CertifiedFacts,
  wording: Wording,
): string[] => {
  const facts: [string, string | null][] = [
    ['cli_label_provider', findProvider(report)],
    ['cli_label_time', formatInstant(time)],
    ['cli_label_from', sender],
    [delivery === null ? 'cli_label_to' : 'cli_label_about', delivery ?? recipients.map(({ address }) => address).join(', ')],
    ['cli_label_subject', subject],
    ['cli_label_error', extendedError],
  ];
  return facts.flatMap(([key, value]) => (value ? [`${wording.text(key)}: ${value}`] : []));
};

const toLines = (path: string, report: Report, wording: Wording): string[] => {
  const verdict = wording.text(`verdict_${toKey(report.verdict)}`);
  const kind = report.kind === 'none' ? [] : [wording.text(`kind_${toKey(report.kind)}`)];
  const enclosed = report.enclosed.flatMap((inner) => toLines(wording.text('cli_enclosed'), inner, wording));
  return [
    [path, verdict, ...kind].join(': '),
    ...(report.certified ? toFactLines(report, report.certified, wording).map((line) => INDENT + line) : []),
    ...findReasons(report).map((code) => `${INDENT}${wording.text(codeKey(code))}`),
    ...describeComparison(report, wording).map((line) => INDENT + line),
    ...describeTimestamp(report, wording).map((line) => INDENT + line),
    ...enclosed.map((line) => INDENT + line),
  ];
};

/** Whatever comes from mails or file names is made visible, so that it cannot steer the terminal. */
export const describeReport = (path: string, report: Report, wording: Wording): string =>
  toLines(path, report, wording).map(toVisibleText).join('\n');
