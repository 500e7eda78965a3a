// Why a message needs the user's eye at a given instant, worst reason first.
import { ACCEPTANCE_LATE_HOURS, findLogEnd, NOTICE_HOURS, OUTCOME_HOURS } from './deadlines';
import type { Attention, LedgerEvidence, LedgerMessage } from './ledger-message';
import { isSameAddress, toInstant } from './proof';
import { findStart, isProofOut, type Row, toProven } from './proven';

const HOUR_MS = 60 * 60 * 1000;

/** Time enough to write to a provider while it still has its log. */
const LOG_NOTICE_MS = 60 * 24 * HOUR_MS;

/** How far the messages that need an eye are counted: popup and toolbar answer as fast in a ledger of ten years, and nobody works through more by number. */
export const ATTENTION_COUNTED = 1000;

type Rule = (row: Row, now: number) => boolean;

const isProven = (row: Row, kind: LedgerEvidence['kind']): boolean => toProven(row).some((item) => item.kind === kind);

const hasRecipient = (row: Row, state: LedgerMessage['recipients'][number]['state']): boolean =>
  row.recipients.some((recipient) => recipient.state === state);

const isContradicted: Rule = (row) =>
  row.recipients.some((recipient) => recipient.contradicted) ||
  row.evidence.some(({ foreign }) => foreign) ||
  (isProven(row, 'accettazione') && isProven(row, 'non-accettazione'));

/** A proven notice that names nobody among several recipients moves none of them, but must not pass unseen. */
const hasNamelessNotice = (row: Row): boolean =>
  hasRecipient(row, 'waiting') && toProven(row).some((item) => item.kind === 'preavviso-errore-consegna' && item.delivery === null);

const isOlder = (instant: string | null, now: number, hours: number): boolean => now - toInstant(instant) > hours * HOUR_MS;

const isAcceptanceLate: Rule = (row, now) =>
  row.state === 'sent' && row.evidence.length === 0 && isOlder(row.sentAt ?? null, now, ACCEPTANCE_LATE_HOURS);

/** Once the recipient's provider has taken charge, no notice is due before the last one (RFC 6109 section 3.1.6). */
const isNoticeDue = (row: Row): boolean => {
  const taken = new Set(
    toProven(row)
      .filter(({ kind }) => kind === 'presa-in-carico')
      .map(({ sha256 }) => sha256),
  );
  return row.recipients.some(({ state, evidence }) => state === 'waiting' && !evidence.some((sha256) => taken.has(sha256)));
};

/** A first notice is no outcome: the delivery, or the last notice, is due all the same (RFC 6109 section 3.1.6). */
const isWaitingTooLong: Rule = (row, now) =>
  (hasRecipient(row, 'waiting') || hasRecipient(row, 'warned')) && isOlder(findStart(row), now, OUTCOME_HOURS);

/** As long as there is something to wait for: what is said of it afterwards is that it is missing. */
const isWarned: Rule = (row, now) => (hasRecipient(row, 'warned') || hasNamelessNotice(row)) && !isWaitingTooLong(row, now);

const isNoticeMissing: Rule = (row, now) =>
  isNoticeDue(row) && !hasNamelessNotice(row) && isOlder(findStart(row), now, NOTICE_HOURS) && !isWaitingTooLong(row, now);

/** Silent once the log is gone: then there is nothing left to ask for. */
const isLogEnding: Rule = (row, now) => {
  const end = toInstant(findLogEnd(row));
  return isProofOut(row) && now >= end - LOG_NOTICE_MS && now <= end;
};

const isSameDelivery = (a: LedgerEvidence, b: LedgerEvidence): boolean =>
  a.delivery === null || b.delivery === null ? a.delivery === b.delivery : isSameAddress(a.delivery, b.delivery);

/** What a verified piece says as well needs no second look; a wrapper (certifying nothing) is settled by the PEC found in it. */
const isUnproven: Rule = (row) => {
  const proven = toProven(row);
  const isSettled = (open: LedgerEvidence): boolean =>
    proven.some((item) => open.at === null || (item.kind === open.kind && isSameDelivery(item, open)));
  return row.evidence.some((item) => item.verdict === 'inconclusive' && !isSettled(item));
};

const RULES: readonly (readonly [Attention, Rule])[] = [
  ['not-accepted', (row) => row.state === 'not-accepted'],
  ['not-delivered', (row) => row.state !== 'not-accepted' && hasRecipient(row, 'not-delivered')],
  ['contradicted', isContradicted],
  // Before the reasons that have been there for months: it is the one that runs out.
  ['log-ending', isLogEnding],
  ['acceptance-missing', (row) => row.state === 'sent' && toProven(row).length > 0],
  ['acceptance-late', isAcceptanceLate],
  ['waiting-too-long', isWaitingTooLong],
  ['warned', isWarned],
  ['notice-missing', isNoticeMissing],
  ['fake', (row) => row.evidence.some((item) => item.failure === 'fake')],
  ['revoked', (row) => row.evidence.some((item) => item.failure === 'revoked')],
  ['altered', (row) => row.evidence.some((item) => item.failure === 'altered')],
  ['incomplete', (row) => row.evidence.some((item) => item.failure === 'incomplete')],
  ['unproven', isUnproven],
];

const toAttentionAt = (row: Row, now: number): Attention[] => RULES.filter(([, rule]) => rule(row, now)).map(([attention]) => attention);

export const toAttention = (row: Row, now: string): Attention[] => toAttentionAt(row, toInstant(now));

/** The same row looked at later: waiting grows old without new evidence. */
export const toCurrent = (message: LedgerMessage, now: string): LedgerMessage => ({ ...message, attention: toAttention(message, now) });

/** Every instant at which a rule above may turn: the first millisecond of what comes then. */
const toTurns = (row: Row): number[] => {
  const start = toInstant(findStart(row));
  const logEnd = toInstant(findLogEnd(row));
  return [
    toInstant(row.sentAt ?? null) + ACCEPTANCE_LATE_HOURS * HOUR_MS + 1,
    start + NOTICE_HOURS * HOUR_MS + 1,
    start + OUTCOME_HOURS * HOUR_MS + 1,
    logEnd - LOG_NOTICE_MS,
    logEnd + 1,
  ].filter(Number.isFinite);
};

/** When the reasons next change without new evidence, in milliseconds; null when time alone changes nothing any more. */
export const findRecheckAt = (row: Row, now: string): number | null => {
  const instant = toInstant(now);
  const reasonsAt = (at: number): string => toAttentionAt(row, at).join();
  const turns = toTurns(row).filter((at) => at > instant && reasonsAt(at) !== reasonsAt(instant));
  return turns.length === 0 ? null : Math.min(...turns);
};

/** Smaller is worse; null when nothing needs an eye. */
export const toSeverity = ({ attention: [worst] }: Pick<LedgerMessage, 'attention'>): number | null =>
  worst === undefined ? null : RULES.findIndex(([reason]) => reason === worst);
