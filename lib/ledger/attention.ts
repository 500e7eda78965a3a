// Why a message needs the user's eye at a given instant, worst reason first.
import type { Attention, LedgerEvidence, LedgerMessage } from './ledger-message';
import { isSameAddress, toInstant } from './proof';

/** By then every certified recipient has a delivery or a notice (RFC 6109 section 3.1.6). */
const PROOF_DUE_MS = 24 * 60 * 60 * 1000;

type Row = Omit<LedgerMessage, 'attention'>;
type Rule = (row: Row, now: number) => boolean;

const toProven = (row: Row): LedgerEvidence[] => row.evidence.filter(({ verdict, foreign }) => verdict === 'verified' && !foreign);

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

const isWaitingTooLong: Rule = (row, now) => {
  if (!hasRecipient(row, 'waiting')) return false;
  const since = Math.min(toInstant(row.acceptedAt), ...toProven(row).map((item) => toInstant(item.at)));
  return now - since > PROOF_DUE_MS;
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
  ['acceptance-missing', (row) => row.state === 'sent' && toProven(row).length > 0],
  ['warned', (row) => hasRecipient(row, 'warned') || hasNamelessNotice(row)],
  ['waiting-too-long', isWaitingTooLong],
  ['fake', (row) => row.evidence.some((item) => item.failure === 'fake')],
  ['revoked', (row) => row.evidence.some((item) => item.failure === 'revoked')],
  ['altered', (row) => row.evidence.some((item) => item.failure === 'altered')],
  ['incomplete', (row) => row.evidence.some((item) => item.failure === 'incomplete')],
  ['unproven', isUnproven],
];

export const toAttention = (row: Row, now: string): Attention[] =>
  RULES.filter(([, rule]) => rule(row, toInstant(now))).map(([attention]) => attention);

/** The same row looked at later: waiting grows old without new evidence. */
export const toCurrent = (message: LedgerMessage, now: string): LedgerMessage => ({ ...message, attention: toAttention(message, now) });

/** Smaller is worse; null when nothing needs an eye. */
export const toSeverity = ({ attention: [worst] }: Pick<LedgerMessage, 'attention'>): number | null =>
  worst === undefined ? null : RULES.findIndex(([reason]) => reason === worst);

/** The next instant in milliseconds at which the reasons may change without new evidence; null when there is none. */
export const findRecheckAt = (message: LedgerMessage, now: string): number | null => {
  if (!hasRecipient(message, 'waiting')) return null;
  const due = toInstant(message.acceptedAt) + PROOF_DUE_MS;
  return Number.isFinite(due) && due >= toInstant(now) ? due + 1 : null;
};

const toNewest = ({ acceptedAt, evidence }: LedgerMessage): number =>
  Math.max(0, ...[acceptedAt, ...evidence.map(({ at }) => at)].map(toInstant).filter(Number.isFinite));

/** Messages that need attention, worst first, and the newest first among equals. */
export const findAttention = (messages: readonly LedgerMessage[], now: string): LedgerMessage[] =>
  messages
    .map((message) => toCurrent(message, now))
    .filter(({ attention }) => attention.length > 0)
    .sort((a, b) => (toSeverity(a) ?? 0) - (toSeverity(b) ?? 0) || toNewest(b) - toNewest(a) || (a.identifier < b.identifier ? -1 : 1));
