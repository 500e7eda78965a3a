// A message of the ledger as plain lines for the terminal.
import { describeCause } from '../describe-cause';
import { type Deadline, toDeadlines } from '../ledger/deadlines';
import type { Attention, LedgerMessage, LedgerRecipient } from '../ledger/ledger-message';
import { isOwnKey } from '../ledger/link';
import { countDue, countOpen, toTally } from '../ledger/summary';
import { toVisibleText } from '../visible-text';
import { formatInstant, toKey, type Wording } from '../wording';

type Context = {
  pathOf(sha256: string): string;
  /** ISO 8601. */
  now: string;
  wording: Wording;
};

const INDENT = '    ';

const toRecipientLine = (recipient: LedgerRecipient, wording: Wording): string => {
  const { address, state, at, errorCode, receipt, contradicted, unlisted } = recipient;
  const details = [
    at === null ? [] : [formatInstant(at)],
    receipt === null ? [] : [wording.text(`receipt_short_${receipt}`)],
    errorCode === null || state === 'not-delivered' ? [] : [wording.text('bundle_code', errorCode)],
    state === 'not-delivered' ? [describeCause(wording, recipient).text] : [],
    contradicted ? [wording.text('bundle_contradicted')] : [],
    unlisted ? [wording.text('bundle_unlisted')] : [],
  ].flat();
  return `${[`${address}: ${wording.text(`recipient_${toKey(state)}`)}`, ...details].join('; ')}`;
};

/** A date that is past says so only while what was due by then is missing. */
const toDeadlineLine = ({ kind, at, isMet }: Deadline, now: string, wording: Wording): string => {
  const isDay = kind === 'log-ends' || kind === 'certificate-ends';
  const isMissed = !isMet && !isDay && Date.parse(at) < Date.parse(now);
  const line = `${wording.text(`deadline_${toKey(kind)}`)} ${formatInstant(at, isDay ? 'day' : 'second')}`;
  if (isMet && kind !== 'log-ends') return `${line}: ${wording.text('deadline_met')}`;
  return isMissed ? `${line}: ${wording.text('cli_deadline_past')}` : line;
};

/** Of whom a failure is, and why, stands beside each recipient. */
const toReasonLine = (reason: Attention, message: LedgerMessage, wording: Wording): string => {
  const name = `${wording.text('cli_attention')}: ${wording.text(`attention_${toKey(reason)}`)}`;
  if (reason === 'not-delivered') return name;
  if (reason !== 'waiting-too-long') return `${name}: ${wording.text(`attention_${toKey(reason)}_why`)}`;
  const counted = { tally: toTally(message) };
  return `${name}: ${wording.count('attention_waiting_too_long_why', countOpen(counted), countDue(counted))}`;
};

const toTimeLines = (message: LedgerMessage, now: string, wording: Wording): string[] => {
  const deadlines = toDeadlines(message).map((deadline) => INDENT + toDeadlineLine(deadline, now, wording));
  return [
    ...(deadlines.length === 0 ? [] : [`${wording.text('cli_deadlines')}:`, ...deadlines]),
    ...message.attention.map((reason) => toReasonLine(reason, message, wording)),
  ];
};

/** What certifies nothing has no state and no identifier: the file is all there is to name. */
const toLines = (message: LedgerMessage, { pathOf, now, wording }: Context): string[] => {
  const { subject, state, acceptedAt, from, identifier, recipients, evidence } = message;
  const isBare = isOwnKey(identifier);
  const title = [
    subject || wording.text('bundle_no_subject'),
    wording.text(isBare ? 'nothing_certified' : `bundle_state_${toKey(state)}`),
  ].join(': ');
  const facts = [
    acceptedAt === null ? [] : [`${wording.text('cli_label_time')}: ${formatInstant(acceptedAt)}`],
    from === '' ? [] : [`${wording.text('cli_label_from')}: ${from}`],
    isBare ? evidence.map(({ sha256 }) => pathOf(sha256)) : [`${wording.text('bundle_identifier')}: ${identifier}`],
    recipients.map((recipient) => toRecipientLine(recipient, wording)),
    isBare ? [] : [wording.count('cli_proofs', evidence.filter(({ verdict }) => verdict === 'verified').length)],
    toTimeLines(message, now, wording),
  ];
  return [title, ...facts.flat().map((line) => INDENT + line)];
};

export const describeMessage = (message: LedgerMessage, context: Context): string =>
  toLines(message, context).map(toVisibleText).join('\n');
