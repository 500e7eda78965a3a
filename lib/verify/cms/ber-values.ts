// Single BER values as plain ones, and whether everything below a value is well formed.

import { toLatin1 } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, isConstructed, membersOf } from './ber';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  constructedOctetString: 0x24,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific and constructed: `[number]` around something. */
export const tagged = (number: number): number => 0xa0 | number;

/** The value, when it bears that tag.
 * @throws MalformedInput */
export const expectTag = (value: Ber | undefined, tag: number): Ber => {
  if (value?.tag !== tag) throw new MalformedInput('tag');
  return value;
};

/** @throws MalformedInput */
export const sequenceOf = (value: Ber | undefined): readonly Ber[] => membersOf(expectTag(value, TAG.sequence));

const isOid = (octets: Uint8Array): boolean => {
  let isFirst = true;
  for (const octet of octets) {
    if (isFirst && octet === 0x80) return false;
    isFirst = octet < 0x80;
  }
  return octets.length > 0 && isFirst;
};

/** Dotted form. Arcs of more than 53 bits (those made from UUIDs) are exact too.
 * @throws MalformedInput */
export const toOid = (value: Ber | undefined): string => {
  const octets = contentOf(expectTag(value, TAG.oid));
  if (!isOid(octets)) throw new MalformedInput('oid');
  let text = '';
  let arc: number | bigint = 0;
  for (const octet of octets) {
    arc = typeof arc === 'number' && arc < 2 ** 45 ? arc * 128 + (octet & 0x7f) : BigInt(arc) * 128n + BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    const top: number = Math.min(2, Math.floor(Number(arc) / 40));
    text += text === '' ? `${top}.${typeof arc === 'number' ? arc - top * 40 : arc - 80n}` : `.${arc}`;
    arc = 0;
  }
  return text;
};

/** OCTET STRING; the pieces of a constructed one are joined (X.690 section 8.7).
 * @throws MalformedInput */
export const toOctets = (value: Ber | undefined): Uint8Array => {
  if (value?.tag !== TAG.constructedOctetString) return contentOf(expectTag(value, TAG.octetString));
  const pieces = membersOf(value).map(toOctets);
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
};

/** INTEGER of at most four octets.
 * @throws MalformedInput */
export const toSmallInteger = (value: Ber | undefined): number => {
  const octets = contentOf(expectTag(value, TAG.integer));
  if (octets.length === 0 || octets.length > 4) throw new MalformedInput('integer');
  const unsigned = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return (octets[0] ?? 0) < 0x80 ? unsigned : unsigned - 256 ** octets.length;
};

/** UTCTime or GeneralizedTime in the one form that RFC 5652 section 11.3 and RFC 5280 section 4.1.2.5 allow, of a date that exists.
 * @returns milliseconds since 1970 UTC
 * @throws MalformedInput */
export const toInstant = (value: Ber): number => {
  const isGeneralized = value.tag === TAG.generalizedTime;
  const written = isGeneralized || value.tag === TAG.utcTime ? toLatin1(contentOf(value)) : '';
  const digits = (isGeneralized ? /^(\d{14})Z$/ : /^(\d{12})Z$/).exec(written)?.[1];
  if (!digits) throw new MalformedInput('time');
  // RFC 5280 section 4.1.2.5.1: two digits below 50 are of this century.
  const full = isGeneralized ? digits : `${Number(digits.slice(0, 2)) < 50 ? '20' : '19'}${digits}`;
  const iso = full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
  const instant = Date.parse(iso);
  // Libraries roll 30 February over into March.
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== iso) throw new MalformedInput('time');
  return instant;
};

const isMinimal = (first: number, second: number): boolean => !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));

const CONSTRUCTED = 0x20;

/** Types that have no pieces (X.690 section 8). */
const NEVER_CONSTRUCTED: readonly number[] = [TAG.boolean, TAG.integer, TAG.null, TAG.oid, TAG.enumerated];

/** Whether octets can be a value of that universal type; OpenSSL refuses a whole message for one that cannot. */
const isPossible = (value: Ber): boolean => {
  const { input, tag, contentStart, contentEnd } = value;
  const length = contentEnd - contentStart;
  const first = input.bytes[contentStart] ?? 0;
  switch (tag) {
    case TAG.boolean:
      return length === 1;
    case TAG.integer:
    case TAG.enumerated:
      return length === 1 || (length > 1 && isMinimal(first, input.bytes[contentStart + 1] ?? 0));
    case TAG.bitString:
      return length > 0 && first < (length === 1 ? 1 : 8);
    case TAG.null:
      return length === 0;
    case TAG.oid:
      return isOid(contentOf(value));
    case TAG.sequence & ~CONSTRUCTED:
    case TAG.set & ~CONSTRUCTED:
      return false;
    default:
      return true;
  }
};

/** Reads everything below a value.
 * @throws MalformedInput when something in it is malformed, LimitReached */
export const checkTree = (value: Ber): void => {
  if (isConstructed(value)) {
    if (NEVER_CONSTRUCTED.includes(value.tag & ~CONSTRUCTED)) throw new MalformedInput('constructed');
    for (const member of membersOf(value)) checkTree(member);
  } else if (!isPossible(value)) throw new MalformedInput('primitive');
};

/** Whether a value and everything in it has definite, minimal lengths and no string in pieces (X.690 section 10). */
export const isDer = (value: Ber): boolean => {
  if (!value.hasDerLength) return false;
  if (!isConstructed(value)) return true;
  const mayBeConstructed = value.tag >= 0x40 || value.tag === TAG.sequence || value.tag === TAG.set;
  return mayBeConstructed && membersOf(value).every(isDer);
};
