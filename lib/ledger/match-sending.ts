// Which noticed sending a message of the ledger is, and how a sending is shown that no receipt confirms yet.
import type { LedgerMessage } from './ledger-message';
import { foldAddress, toInstant } from './proof';
import type { Sending } from './sending';

/** The user's clock and the provider's may differ by a little; what is accepted a day later is another message. */
const EARLIEST_MS = -5 * 60_000;
const LATEST_MS = 24 * 3_600_000;

const PREFIX = 'sending:';

/** Header folding and the webmail's own trimming change white space and nothing else. */
const foldSubject = (subject: string | null): string => (subject ?? '').trim().replace(/\s+/g, ' ');

const toAddresses = (addresses: readonly string[]): string => JSON.stringify([...new Set(addresses.map(foldAddress))].sort());

/** With or without its angle brackets it is the same name. */
const foldMessageId = (messageId: string): string => messageId.trim().replace(/^<|>$/g, '');

/** Without an acceptance (refused, or not read yet) the first receipt tells about when it was sent. */
const isAlike = (sending: Sending, { from, subject, recipients, acceptedAt, evidence }: LedgerMessage): boolean => {
  const first = acceptedAt ?? evidence.find(({ at, verdict }) => at !== null && verdict === 'verified')?.at ?? null;
  const delay = toInstant(first) - Date.parse(sending.sentAt);
  const listed = recipients.filter(({ unlisted }) => !unlisted).map(({ address }) => address);
  return (
    delay >= EARLIEST_MS &&
    delay <= LATEST_MS &&
    foldAddress(sending.from) === foldAddress(from) &&
    foldSubject(sending.subject) === foldSubject(subject) &&
    toAddresses(sending.recipients) === toAddresses(listed)
  );
};

/** By Message-ID; otherwise by what both say, and then only when no other sending could be meant. */
export const findSending = (sendings: readonly Sending[], message: LedgerMessage): Sending | undefined => {
  const { messageId } = message;
  if (messageId !== null) {
    const named = sendings.find((sending) => sending.messageId !== null && foldMessageId(sending.messageId) === foldMessageId(messageId));
    if (named !== undefined) return named;
  }
  const alike = sendings.filter((sending) => sending.messageId === null && isAlike(sending, message));
  return alike.length === 1 ? alike[0] : undefined;
};

/** @param identifier of its row on the board */
export const toSendingId = (identifier: string): string => identifier.slice(PREFIX.length);

export const isNoticed = ({ identifier }: Pick<LedgerMessage, 'identifier'>): boolean => identifier.startsWith(PREFIX);

/** Back from its row; the row does not tell in which webmail it was noticed. */
export const toNoticedSending = ({ identifier, messageId, from, subject, recipients, sentAt }: LedgerMessage): Sending => ({
  ...{ id: toSendingId(identifier), host: '', messageId, from, subject, sentAt: sentAt ?? '' },
  recipients: recipients.map(({ address }) => address),
});

/** Every address counts as certified until the acceptance says otherwise: nothing is known of them yet. */
export const toNoticedMessage = ({ id, messageId, from, subject, recipients, sentAt }: Sending): LedgerMessage => ({
  ...{ identifier: `${PREFIX}${id}`, messageId, from, subject, acceptedAt: null, sentAt, state: 'sent' },
  recipients: [...new Map(recipients.map((address) => [foldAddress(address), address])).values()].map((address) => ({
    ...{ address, type: 'certificato', state: 'waiting', at: null, errorCode: null, receipt: null },
    ...{ evidence: [], contradicted: false, unlisted: false },
  })),
  ...{ evidence: [], attention: [], provenUntil: null },
});
