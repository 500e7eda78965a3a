// What the board, the popup and the search need of a message, small enough that a page holds a hundred thousand of them.
import type { Annotation } from './annotation';
import type { LedgerMessage, LedgerRecipient, RecipientState } from './ledger-message';
import { foldAddress, toInstant } from './proof';
import { toSearchText } from './search-text';

export type LedgerSummary = Pick<
  LedgerMessage,
  'identifier' | 'from' | 'subject' | 'acceptedAt' | 'state' | 'attention' | 'provenUntil'
> & {
  /** Newest certified time in milliseconds, for the order of the board; of what certifies nothing, when it was recorded. */
  moment: number;
  /** How many recipients are in each state; a state of nobody is left out. */
  tally: Partial<Record<RecipientState, number>>;
  /** The recipient that the first reason for attention is about, when it is about one. */
  troubled: Pick<LedgerRecipient, 'address' | 'state' | 'errorCode' | 'error'> | null;
  isProven: boolean;
  /** Which mailbox it may belong to: the sender of what was sent, the recipients of what was received. */
  mailboxes: string[];
  tags: string[];
  /** Subject, addresses, identifiers, tags and note, folded for the search. */
  text: string;
  /** Where the recipients' addresses begin in it, up to its end; rows of a ledger from before it was kept have none. */
  recipientsAt?: number;
};

export const toTally = ({ recipients }: Pick<LedgerMessage, 'recipients'>): LedgerSummary['tally'] => {
  const tally: LedgerSummary['tally'] = {};
  for (const { state } of recipients) tally[state] = (tally[state] ?? 0) + 1;
  return tally;
};

/** At least one piece of its evidence is verified. */
export const holdsProof = ({ evidence }: Pick<LedgerMessage, 'evidence'>): boolean =>
  evidence.some(({ verdict }) => verdict === 'verified');

/** What a row says of a message, of which the side panel has the whole. */
export type Outline = Pick<LedgerSummary, 'identifier' | 'acceptedAt' | 'state' | 'attention' | 'tally' | 'troubled' | 'isProven'>;

/** More recipients than anybody has mailboxes. */
const MAX_MAILBOXES = 10;

const toMailboxes = ({ state, from, recipients }: LedgerMessage): string[] => {
  if (state !== 'received') return from === '' ? [] : [foldAddress(from)];
  return recipients.slice(0, MAX_MAILBOXES).map(({ address }) => foldAddress(address));
};

const findTroubled = ({ attention, recipients }: LedgerMessage): LedgerRecipient | undefined => {
  const [worst] = attention;
  if (worst === 'contradicted') return recipients.find(({ contradicted }) => contradicted);
  if (worst === 'not-delivered' || worst === 'warned') return recipients.find(({ state }) => state === worst);
  return undefined;
};

/** Newest certified time, or `recordedAt` for what certifies nothing; milliseconds. */
const toMoment = ({ evidence }: LedgerMessage, recordedAt: string): number => {
  const certified = evidence.map(({ at }) => toInstant(at)).filter(Number.isFinite);
  return certified.length > 0 ? Math.max(...certified) : Date.parse(recordedAt);
};

export const toOutline = (message: LedgerMessage): Outline => {
  const { identifier, acceptedAt, state, attention } = message;
  const found = findTroubled(message);
  const troubled = found && { address: found.address, state: found.state, errorCode: found.errorCode };
  return {
    ...{ identifier, acceptedAt, state, attention },
    tally: toTally(message),
    troubled: troubled ? { ...troubled, ...(found.error === undefined ? {} : { error: found.error }) } : null,
    isProven: holdsProof(message),
  };
};

/** @param recordedAt when the newest piece of it was recorded, ISO 8601 */
export const toSummary = (message: LedgerMessage, annotation: Annotation | undefined, recordedAt: string): LedgerSummary => ({
  ...toOutline(message),
  from: message.from,
  subject: message.subject,
  provenUntil: message.provenUntil,
  moment: toMoment(message, recordedAt),
  mailboxes: toMailboxes(message),
  tags: annotation?.tags ?? [],
  ...toSearchText(message, annotation),
});

/** Those whose outcome is not proven yet: a first notice is none. */
export const countOpen = ({ tally }: Pick<LedgerSummary, 'tally'>): number => (tally.waiting ?? 0) + (tally.warned ?? 0);

export const countDue = ({ tally }: Pick<LedgerSummary, 'tally'>): number => countAll({ tally }) - (tally['no-proof-due'] ?? 0);

export const countAll = ({ tally }: Pick<LedgerSummary, 'tally'>): number => Object.values(tally).reduce((sum, count) => sum + count, 0);
