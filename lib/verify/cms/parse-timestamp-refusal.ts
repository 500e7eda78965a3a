// Why a time-stamp authority granted nothing: PKIStatusInfo (RFC 3161 section 2.4.2) → words of ours, and its own.
import { contentOf, membersOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, toSmallInteger } from './ber-values';

const STATUSES = ['granted', 'granted', 'rejection', 'waiting', 'revocation-warning', 'revocation-notification'] as const;

/** By the number of their bit. */
const FAILURES = {
  0: 'bad-algorithm',
  2: 'bad-request',
  5: 'bad-data-format',
  14: 'time-not-available',
  15: 'unaccepted-policy',
  16: 'unaccepted-extension',
  17: 'information-not-available',
  25: 'system-failure',
} as const;

export type TimestampFailure = (typeof FAILURES)[keyof typeof FAILURES];

export type TimestampRefusal = {
  status: (typeof STATUSES)[number] | 'unknown';
  failures: TimestampFailure[];
  /** What the authority says itself: foreign text, cut. */
  text: string;
};

const TAG_UTF8_STRING = 0x0c;
/** An authority that has more to say has a page for it. */
const TEXT_LENGTH = 500;
const NODES = 1000;

/** What cannot be read is left out: a refusal stays one. */
const orNothing = <Value>(read: () => Value, nothing: Value): Value => {
  try {
    return read();
  } catch {
    return nothing;
  }
};

const toFailures = ([unused = 0, ...octets]: Uint8Array): TimestampFailure[] =>
  Object.entries(FAILURES).flatMap(([bit, failure]) => {
    const at = Number(bit);
    const isSet = at < octets.length * 8 - unused && ((octets[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
    return isSet ? [failure] : [];
  });

/** @param bytes an answer that `parseTimestampFile` found to be a refusal */
export const parseTimestampRefusal = (bytes: Uint8Array): TimestampRefusal => {
  const info = orNothing(() => sequenceOf(sequenceOf(readBer(bytes, NODES))[0]), []);
  const words = info.find(({ tag }) => tag === TAG.sequence);
  const failure = info.find(({ tag }) => tag === TAG.bitString);
  const toText = (): string =>
    words
      ? membersOf(words)
          .map((word) => new TextDecoder().decode(contentOf(expectTag(word, TAG_UTF8_STRING))))
          .join('')
      : '';
  return {
    status: STATUSES[orNothing(() => toSmallInteger(info[0]), -1)] ?? 'unknown',
    failures: failure ? toFailures(contentOf(failure)) : [],
    text: orNothing(toText, '').slice(0, TEXT_LENGTH),
  };
};
