// Entries of a revocation list: ours are found by walking, the others are passed over without keeping anything (RFC 5280 section 5.3).
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { type Ber, contentOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, toInstant } from './ber-values';
import { type DerSpan, findDerSpan } from './der-span';
import { findExtension, hasUnknownCritical, type ListedExtension, parseExtensionList } from './parse-extension-list';

const OID_REASON = '2.5.29.21';
const OID_HOLD_INSTRUCTION = '2.5.29.23';
const OID_INVALIDITY_DATE = '2.5.29.24';
/** What we can process; certificateIssuer (2.5.29.29) belongs to indirect lists, which we do not read. */
const KNOWN = [OID_REASON, OID_HOLD_INSTRUCTION, OID_INVALIDITY_DATE];

/** CRLReason (RFC 5280 section 5.3.1) by number; 7 is not used. */
const REASONS = [
  'unspecified',
  'key-compromise',
  'authority-compromise',
  'affiliation-changed',
  'superseded',
  'cessation-of-operation',
  'certificate-hold',
  'unspecified',
  'remove-from-list',
  'privilege-withdrawn',
  'attribute-authority-compromise',
] as const;

export type RevocationReason = (typeof REASONS)[number];

export type RevokedEntry = {
  /** Milliseconds since 1970 UTC: the date of revocation, or the earlier date since when the key is held to be compromised. */
  from: number;
  reason: RevocationReason;
};

/** No reason given, or one that we do not know, is no reason.
 * @throws MalformedInput */
export const parseReason = (value: Ber | undefined): RevocationReason => {
  if (!value) return 'unspecified';
  const [number, ...rest] = contentOf(expectTag(value, TAG.enumerated));
  if (number === undefined || rest.length > 0) throw new MalformedInput('reason');
  return REASONS[number] ?? 'unspecified';
};

/** Far in the future when there is none.
 * @throws MalformedInput */
export const parseInvalidityDate = (extensions: readonly ListedExtension[]): number => {
  const value = findExtension(extensions, OID_INVALIDITY_DATE);
  return value ? toInstant(value) : Number.POSITIVE_INFINITY;
};

const parseEntry = (entry: Uint8Array): RevokedEntry => {
  const [, date, list] = sequenceOf(readBer(entry));
  if (!date) throw new MalformedInput('entry');
  const extensions = parseExtensionList(list);
  const reason = parseReason(findExtension(extensions, OID_REASON));
  return { from: Math.min(toInstant(date), parseInvalidityDate(extensions)), reason };
};

/** Whether any extension says that it is critical: nearly none does, and only then are they worth building. */
const hasCritical = (bytes: Uint8Array, { content, end }: DerSpan): boolean => {
  for (let at = content; at < end; ) {
    const extension = findDerSpan(bytes, at, end);
    const type = findDerSpan(bytes, extension.content, extension.end);
    const second = findDerSpan(bytes, type.end, extension.end);
    if (second.tag === TAG.boolean && bytes[second.content] !== 0) return true;
    at = extension.end;
  }
  return false;
};

/** Ours or not, an entry with something critical that we cannot process makes the whole list useless to us. */
const isBeyondUs = (bytes: Uint8Array, at: number, end: number): boolean => {
  const list = findDerSpan(bytes, at, end);
  if (list.end !== end || list.tag !== TAG.sequence) throw new MalformedInput('entry');
  return hasCritical(bytes, list) && hasUnknownCritical(parseExtensionList(readBer(bytes.subarray(at, end))), KNOWN);
};

/** In place: a view of every number of a large list would cost more than the list. Zeros before a negative number make it another one. */
const isNumber = (bytes: Uint8Array, { content, end }: DerSpan, wanted: Uint8Array): boolean => {
  const first = end - wanted.length;
  if (first < content || (first > content && (wanted[0] ?? 0) >= 0x80)) return false;
  for (let at = content; at < end; at++) if (bytes[at] !== (at < first ? 0 : wanted[at - first])) return false;
  return true;
};

/** Every entry about one serial number; removals are for delta lists and mean nothing here.
 * @param entries content of revokedCertificates
 * @param serial content octets of the INTEGER, as short as they can be
 * @throws MalformedInput when any entry is broken, and as `critical-extension` when one carries something that we do not know
 * @throws LimitReached */
export const findRevokedEntries = (entries: Uint8Array, serial: Uint8Array): RevokedEntry[] => {
  const found: RevokedEntry[] = [];
  const limit = entries.length;
  let count = 0;
  for (let at = 0; at < limit; count++) {
    if (count >= LIMITS.revokedEntries) throw new LimitReached('revokedEntries');
    const entry = findDerSpan(entries, at, limit);
    const number = findDerSpan(entries, entry.content, entry.end);
    const date = findDerSpan(entries, number.end, entry.end);
    if (entry.tag !== TAG.sequence || number.tag !== TAG.integer) throw new MalformedInput('entry');
    if (date.end < entry.end && isBeyondUs(entries, date.end, entry.end)) throw new MalformedInput('critical-extension');
    if (isNumber(entries, number, serial)) found.push(parseEntry(entries.subarray(at, entry.end)));
    at = entry.end;
  }
  return found.filter(({ reason }) => reason !== 'remove-from-list');
};
