// What the board, the popup and the search need of a message, small enough that a page holds a hundred thousand of them.
import type { Annotation } from './annotation';
import type { LedgerMessage, LedgerRecipient, RecipientState } from './ledger-message';
import { toInstant } from './proof';
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
  troubled: Pick<LedgerRecipient, 'address' | 'state' | 'errorCode'> | null;
  /** At least one piece of evidence is verified. */
  isProven: boolean;
  tags: string[];
  /** Subject, addresses, identifiers, tags and note, folded for the search. */
  text: string;
};

const toTally = ({ recipients }: LedgerMessage): LedgerSummary['tally'] => {
  const tally: LedgerSummary['tally'] = {};
  for (const { state } of recipients) tally[state] = (tally[state] ?? 0) + 1;
  return tally;
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

/** @param recordedAt when the newest piece of it was recorded, ISO 8601 */
export const toSummary = (message: LedgerMessage, annotation: Annotation | undefined, recordedAt: string): LedgerSummary => {
  const { identifier, from, subject, acceptedAt, state, attention, provenUntil } = message;
  const troubled = findTroubled(message);
  return {
    ...{ identifier, from, subject, acceptedAt, state, attention, provenUntil },
    moment: toMoment(message, recordedAt),
    tally: toTally(message),
    troubled: troubled ? { address: troubled.address, state: troubled.state, errorCode: troubled.errorCode } : null,
    isProven: message.evidence.some(({ verdict }) => verdict === 'verified'),
    tags: annotation?.tags ?? [],
    text: toSearchText(message, annotation),
  };
};

export const countRecipients = ({ tally }: Pick<LedgerSummary, 'tally'>): number =>
  Object.values(tally).reduce((sum, count) => sum + count, 0);
