// By when what is due for a message, as far as its row tells: rules of certified mail, never advice.
import { addHours, addMonths } from './add-time';
import type { LedgerMessage, RecipientState } from './ledger-message';
import { findStart, isProofOut, type Row } from './proven';

export type DeadlineKind = 'acceptance-due' | 'notice-due' | 'outcome-due' | 'log-ends' | 'certificate-ends';

/** `isMet`: what was due is there, so that the date no longer matters. */
export type Deadline = { kind: DeadlineKind; at: string; isMet: boolean };

/** No rule: receipts of acceptance come within moments, and a quarter of an hour is long enough to ask why. */
export const ACCEPTANCE_LATE_HOURS = 0.25;

/** The first notice, and the last word: a delivery, a failure or the second notice (RFC 6109 section 3.1.6). */
export const NOTICE_HOURS = 12;
export const OUTCOME_HOURS = 24;

/** How long providers keep their logs (RFC 6109 section 2.2.4, DPR 68/2005 article 11). */
const LOG_MONTHS = 30;

export const findLogEnd = (row: Row): string | null => {
  const start = row.state === 'accepted' || row.state === 'sent' ? findStart(row) : null;
  return start === null ? null : addMonths(start, LOG_MONTHS);
};

/** A refused message leads to nothing, one that came to us to no receipt, and an ordinary address has none due. */
const toDue = ({ state, recipients }: Row): RecipientState[] =>
  state === 'accepted' ? recipients.filter(({ type }) => type === 'certificato').map((recipient) => recipient.state) : [];

const at = (kind: DeadlineKind, instant: string | null, isMet: boolean): Deadline[] =>
  instant === null ? [] : [{ kind, at: instant, isMet }];

const toReceiptDeadlines = (row: Row): Deadline[] => {
  const due = toDue(row);
  const start = findStart(row);
  if (due.length === 0 || start === null) return [];
  const isOut = due.some((state) => state === 'waiting' || state === 'warned');
  return [
    // Once all have their outcome nobody needs to be warned.
    ...(isOut ? at('notice-due', addHours(start, NOTICE_HOURS), !due.includes('waiting')) : []),
    ...at('outcome-due', addHours(start, OUTCOME_HOURS), !isOut),
  ];
};

/** In the order of their dates. */
export const toDeadlines = (message: LedgerMessage): Deadline[] => {
  const { sentAt = null, provenUntil } = message;
  const deadlines = [
    ...(sentAt === null ? [] : at('acceptance-due', addHours(sentAt, ACCEPTANCE_LATE_HOURS), message.state !== 'sent')),
    ...toReceiptDeadlines(message),
    ...at('log-ends', findLogEnd(message), !isProofOut(message)),
    ...at('certificate-ends', provenUntil, false),
  ];
  return deadlines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
};
