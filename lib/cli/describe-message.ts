// A message of the ledger as plain lines for the terminal.

import type { LedgerMessage, LedgerRecipient } from '../ledger/ledger-message';
import { isOwnKey } from '../ledger/link';
import { toVisibleText } from '../visible-text';
import { formatInstant, toKey, type Wording } from '../wording';

const INDENT = '    ';

const toRecipientLine = ({ address, state, at, errorCode, contradicted, unlisted }: LedgerRecipient, wording: Wording): string => {
  const details = [
    at === null ? [] : [formatInstant(at)],
    errorCode === null ? [] : [wording.text('bundle_code', errorCode)],
    contradicted ? [wording.text('bundle_contradicted')] : [],
    unlisted ? [wording.text('bundle_unlisted')] : [],
  ].flat();
  return `${[`${address}: ${wording.text(`recipient_${toKey(state)}`)}`, ...details].join('; ')}`;
};

/** What certifies nothing has no state and no identifier: the file is all there is to name. */
const toLines = (message: LedgerMessage, pathOf: (sha256: string) => string, wording: Wording): string[] => {
  const { subject, state, acceptedAt, from, identifier, recipients, attention, evidence } = message;
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
    attention.length === 0
      ? []
      : [`${wording.text('cli_attention')}: ${attention.map((reason) => wording.text(`attention_${toKey(reason)}`)).join(', ')}`],
  ];
  return [title, ...facts.flat().map((line) => INDENT + line)];
};

export const describeMessage = (message: LedgerMessage, pathOf: (sha256: string) => string, wording: Wording): string =>
  toLines(message, pathOf, wording).map(toVisibleText).join('\n');
