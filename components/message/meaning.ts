// What a report means to the reader: mark, tone and the keys of its sentences. Pure; views only draw it.
import { DOUBT_CODES, FOREIGN_CODES } from '../../lib/verify/failure';
import { findProvider } from '../../lib/verify/find-provider';
import { isFinalNotice } from '../../lib/verify/pec/is-final-notice';
import type { CheckId, CheckResult, Code, Report } from '../../lib/verify/report';
import type { ProblemCode, ShownMessage } from '../../lib/view';
import { codeKey, findText, toKey, type Wording } from '../../lib/wording';
import type { MarkName, Tone } from '../parts/Mark';

export type Fidelity = Extract<ShownMessage, { status: 'judged' }>['fidelity'];

export type Meaning = {
  mark: MarkName;
  tone: Tone;
  /** Key of the first line. */
  sentence: string;
  /** The code that decided when the verdict is not `verified`. */
  reason: Code | null;
};

export const REQUIRED: readonly CheckId[] = [
  'message-structure',
  'signature-integrity',
  'signer-certificate',
  'provider-trust',
  'certification-data',
];
export const CAUTION: readonly CheckId[] = ['sender-identity', 'header-agreement', 'time-coherence'];
/** Checks that add notes only: what they did not look at is said in small. */
export const INFORMATIVE: readonly CheckId[] = ['original-message', 'timestamp'];
/** Seldom known; what is known decides. */
export const VETO: readonly CheckId[] = ['revocation'];

/** Undetermined, and of no weight for the verdict. */
export const isNote = (result: CheckResult): boolean =>
  result.status === 'undetermined' &&
  (INFORMATIVE.includes(result.check) || (VETO.includes(result.check) && !DOUBT_CODES.includes(result.reason)));

const OWN_SENTENCE: Record<string, string> = {
  'message-structure.unsigned-claim': 'sentence_unsigned',
  'message-structure.signature-removed': 'sentence_stripped',
  'message-structure.wrapped': 'sentence_wrapped',
  'message-structure.original-without-envelope': 'sentence_bare_original',
  'message-structure.loose-parts': 'sentence_loose_parts',
  'revocation.revoked': 'sentence_revoked',
  'revocation.authority-revoked': 'sentence_revoked',
};
const ALTERED: readonly Code[] = ['signature-integrity.digest-mismatch', 'signature-integrity.signature-mismatch'];

const reasonOf = (result: CheckResult): Code[] => (result.status === 'passed' ? [] : [result.reason]);

const reasons = (report: Report, ids: readonly CheckId[], status: CheckResult['status']): Code[] =>
  ids.flatMap((id) => report.checks.filter((result) => result.check === id && result.status === status).flatMap(reasonOf));

/** A foreign signer is worse news than altered bytes: who altered nothing of a provider's must not read "get the original". */
const findReason = (report: Report): Code | null => {
  if (report.verdict === 'failed') {
    const failed = reasons(report, [...REQUIRED, ...VETO], 'failed');
    return failed.find((code) => FOREIGN_CODES.includes(code)) ?? failed[0] ?? null;
  }
  if (report.verdict !== 'inconclusive') return null;
  const doubt = reasons(report, VETO, 'undetermined').find((code) => DOUBT_CODES.includes(code));
  return reasons(report, REQUIRED, 'undetermined')[0] ?? doubt ?? reasons(report, CAUTION, 'failed')[0] ?? null;
};

export const kindKey = ({ kind, certified }: Report): string => `${toKey(kind)}${certified && isFinalNotice(certified) ? '_final' : ''}`;

const VERIFIED_LOOK: Record<string, [MarkName, Tone]> = {
  non_accettazione: ['octagon', 'bad'],
  errore_consegna: ['octagon', 'bad'],
  rilevazione_virus: ['octagon', 'bad'],
  preavviso_errore_consegna_final: ['octagon', 'bad'],
  preavviso_errore_consegna: ['clock', 'warn'],
  anomalia: ['outline', 'dim'],
};

const failedSentence = (reason: Code | null, kind: string): string => {
  if (reason !== null && FOREIGN_CODES.includes(reason)) return 'sentence_foreign';
  if (reason !== null && ALTERED.includes(reason)) return `sentence_altered_${kind}`;
  return `sentence_unsound_${kind}`;
};

/** A lossy source may confirm, never condemn: what it cannot confirm stays open. */
export const toMeaning = (report: Report, fidelity: Fidelity): Meaning => {
  const kind = kindKey(report);
  const reason = findReason(report);
  if (report.verdict === 'not-pec') return { mark: 'outline', tone: 'dim', sentence: 'sentence_not_pec', reason: null };
  if (report.verdict === 'verified') {
    const [mark, tone] = VERIFIED_LOOK[kind] ?? ['seal', 'ok'];
    return { mark, tone, sentence: `sentence_verified_${kind}`, reason: null };
  }
  const open = { mark: 'triangle', tone: 'warn', sentence: `sentence_inconclusive_${kind}` } as const;
  if (report.verdict === 'failed' && fidelity === 'lossy') return { ...open, reason: null };
  const own = reason === null ? undefined : OWN_SENTENCE[reason];
  if (report.verdict === 'inconclusive') return { ...open, sentence: own ?? open.sentence, reason };
  return { mark: 'octagon', tone: 'bad', sentence: own ?? failedSentence(reason, kind), reason };
};

/** What happened, or what to do; `about` where it may have words of its own. */
export const findProblemText = (
  wording: Wording,
  problem: ProblemCode,
  part: 'what' | 'next',
  about?: 'walk' | 'popup' | 'file',
): string => {
  const key = `problem_${toKey(problem)}`;
  return (about && findText(wording, `${key}_${about}_${part}`)) ?? wording.text(`${key}_${part}`);
};

export const findNext = (wording: Wording, code: Code): string | undefined => findText(wording, `${codeKey(code)}_next`);

export const findFact = (report: Report, check: CheckId, name: string): string | undefined => {
  const fact = report.checks.find((result) => result.check === check)?.facts[name];
  return typeof fact === 'string' && fact !== '' ? fact : undefined;
};

/** Who added the authority that vouches for the provider; null for a built-in one. */
export const findWhoAdded = (report: Report): 'user' | 'administration' | null => {
  const facts = report.checks.find(({ check }) => check === 'provider-trust')?.facts ?? {};
  return facts.addedByAdministration === true ? 'administration' : facts.addedByUser === true ? 'user' : null;
};

/** The provider's name is ours, from the trust data, never the certificate's own. */
export const providerName = (report: Report, wording: Wording): string => findProvider(report) ?? wording.text('provider_unknown');
