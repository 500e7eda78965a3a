// One proof on the printed report: what it is, its hash, what it proves, what was checked and what was not.
import type { Evidence } from '../ledger/ledger-message';
import { findProvider } from '../verify/find-provider';
import { isFinalNotice } from '../verify/pec/is-final-notice';
import type { CheckResult, Report } from '../verify/report';
import { codeKey, formatInstant, formatSize, toKey, type Wording } from '../wording';
import { html, type Markup } from './html';

const toKindText = ({ kind, certified }: Report, wording: Wording): string =>
  wording.text(`kind_${toKey(kind)}${certified && isFinalNotice(certified) ? '_final' : ''}`);

const toPair = (label: string, value: string | null): Markup[] =>
  value === null || value === '' ? [] : [html`<dt>${label}</dt><dd>${value}</dd>`];

const toReasons = (result: CheckResult, wording: Wording): string[] =>
  (result.status === 'passed' ? result.notes : [result.reason]).map((code) => wording.text(codeKey(code)));

const toCheck = (result: CheckResult, wording: Wording): Markup => {
  const name = wording.text(`check_${toKey(result.check)}`);
  const status = wording.text(`status_${result.status}`);
  return html`<li>${[`${name}: ${status}.`, ...toReasons(result, wording)].join(' ')}</li>`;
};

/** What a good time-stamp proves, whatever became of the rest. */
const findExistedBefore = ({ checks }: Report): string | null => {
  const fact = checks.find(({ check, status }) => check === 'timestamp' && status === 'passed')?.facts.existedBefore;
  return typeof fact === 'string' ? formatInstant(fact) : null;
};

/** Transport only, the content by its hashes, or the content in full: only what is verified proves any of it. */
const findProves = ({ verdict, checks }: Report, wording: Wording): string | null => {
  const proves = checks.find(({ check }) => check === 'original-message')?.facts.proves;
  return verdict === 'verified' && typeof proves === 'string' ? wording.text(`value_proves_${toKey(proves)}`) : null;
};

const CHECK_LISTS = [
  ['bundle_checked', 'passed'],
  ['bundle_check_failed', 'failed'],
  ['bundle_not_checked', 'undetermined'],
] as const;

const toCheckLists = (report: Report, wording: Wording): Markup[] =>
  CHECK_LISTS.flatMap(([title, status]) => {
    const results = report.checks.filter((result) => result.status === status);
    return results.length === 0 ? [] : [html`<p>${wording.text(title)}</p><ul>${results.map((result) => toCheck(result, wording))}</ul>`];
  });

/** @param sealedBefore ISO 8601: what a seal of the archive shows of it; null without one */
export const toProofSection = (
  { sha256, size, report, shownSubject }: Evidence,
  path: string,
  sealedBefore: string | null,
  wording: Wording,
): Markup => {
  const { certified } = report;
  const pairs = [
    toPair(wording.text('bundle_verdict'), wording.text(`verdict_${toKey(report.verdict)}`)),
    toPair(wording.text('bundle_proves'), findProves(report, wording)),
    toPair(wording.text('bundle_certified_at'), certified && formatInstant(certified.time)),
    toPair(wording.text('bundle_about'), certified?.delivery ?? null),
    toPair(wording.text('bundle_provider'), findProvider(report)),
    toPair(wording.text('bundle_error_text'), certified?.extendedError ?? null),
    toPair(wording.text('bundle_shown_subject'), certified ? null : shownSubject),
    toPair(wording.text('bundle_judged_at'), formatInstant(report.judgedAt)),
    toPair(wording.text('fact_existedBefore'), findExistedBefore(report)),
    toPair(wording.text('bundle_sealed_before'), sealedBefore && formatInstant(sealedBefore)),
    toPair(wording.text('bundle_trust_date'), formatInstant(report.trustListDate)),
    toPair(wording.text('bundle_size'), formatSize(size, wording.locale)),
  ];
  return html`<section class="proof"><h3>${path}: ${toKindText(report, wording)}</h3>
<dl>${pairs.flat()}<dt>SHA-256</dt><dd class="hash">${sha256}</dd></dl></section>
${toCheckLists(report, wording)}
`;
};
