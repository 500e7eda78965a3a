// Which of the messages handed in is the one that a receipt is about: by its identifiers, else by who wrote what to whom and when.
import { findMessageStart } from '../evidence';
import { LIMITS } from '../limits';
import { findHeaders, type Header, parseHeaders } from '../mime/parse-headers';
import { findClaim } from '../pec/find-claim';
import { toComparableText } from '../pec/kinds';
import { stripBrackets } from '../pec/parse-daticert';
import type { CertifiedFacts } from '../report';
import { listAddresses, toDate, toSubject } from './differing-headers';
import { findWrapped } from './find-wrapped';

/** A message that is sent again bears the same subject: only one of those days is meant. */
const SAME_SEND_MS = 48 * 60 * 60 * 1000;

const isSame = (left: readonly string[], right: readonly string[]): boolean => left.join('\n') === right.join('\n');

const fold = (addresses: readonly string[]): string[] => [...new Set(addresses.map((address) => address.toLowerCase()))].sort();

/** For a copy that bears no identifier, or a message that was sent without one. */
const isSameSend = (headers: readonly Header[], { sender, recipients, subject, time }: CertifiedFacts): boolean => {
  const date = toDate(headers);
  return (
    isSame(listAddresses(headers, 'from'), fold([sender])) &&
    isSame(listAddresses(headers, 'to', 'cc'), fold(recipients.map(({ address }) => address))) &&
    toSubject(headers) === toComparableText(subject ?? '') &&
    (date === null || Math.abs(date - Date.parse(time)) <= SAME_SEND_MS)
  );
};

const isAbout = (headers: readonly Header[], facts: CertifiedFacts): boolean => {
  const own = ['message-id', 'x-riferimento-message-id'].flatMap((name) => findHeaders(headers, name)).map(stripBrackets);
  if (own.some((id) => id !== '' && (id === facts.messageId || id === facts.identifier))) return true;
  // Where one side has no identifier that the other could repeat, words and addresses must do.
  return (own.length === 0 || facts.messageId === null) && isSameSend(headers, facts);
};

/** The sent message that `original` is or holds, when `facts` are about it; undefined for any other.
 * @throws LimitReached, MalformedInput */
export const findSentMessage = (original: Uint8Array, facts: CertifiedFacts): Uint8Array | undefined => {
  const start = findMessageStart(original);
  const { headers } = parseHeaders(original, start, original.length);
  const sent = findClaim(headers) ? findWrapped(original, start) : original.subarray(start);
  if (!sent) return undefined;
  const own = parseHeaders(sent, 0, Math.min(sent.length, LIMITS.messageBytes)).headers;
  return isAbout(own, facts) ? sent : undefined;
};
