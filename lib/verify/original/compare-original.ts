// What a receipt or envelope encloses against the message as its sender kept it: attachments, words, and the fields that matter.
import { isEqualBytes } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { MimePart } from '../mime/parse-part';
import type { CertifiedFacts } from '../report';
import { findDifferingHeaders } from './differing-headers';
import { createDigester, type Digester } from './digester';
import { findSentMessage } from './find-sent-message';
import type { HashClaims } from './hash-claims';
import { type AttachmentMatch, matchAttachments } from './match-attachments';
import { decodePart, findTrimmedEnd, type OriginalContent, parseOriginal } from './original-content';

export type Difference = 'hash-differs' | 'attachment-missing' | 'attachment-added' | 'text-differs' | 'headers-differ';

export type Compared = {
  status: 'compared';
  match: AttachmentMatch;
  headersDiffering: string[];
  /** The weightiest first; null where everything is the same. */
  difference: Difference | null;
};

export type Comparison = { status: 'not-compared' | 'other-message' | 'unreadable-original' | 'limit-reached' } | Compared;

/** What the receipt encloses; `hashes` null unless it is brief. */
export type Enclosed = { content: OriginalContent; hashes: HashClaims | null };

/** Of copies of one message; more would only multiply the work. */
const CANDIDATES = 5;

/** Type and charset are part of what words say. */
const toTextType = ({ contentType: { value, parameters } }: MimePart): string =>
  value.startsWith('text/') ? `${value} ${(parameters.get('charset') ?? 'us-ascii').toLowerCase()}` : value;

const toBody = (bytes: Uint8Array, { bodyStart, end }: MimePart): Uint8Array =>
  bytes.subarray(bodyStart, findTrimmedEnd(bytes, bodyStart, end));

/** How words were encoded for the way is no difference. */
const isSameText = (left: OriginalContent, right: OriginalContent, one: MimePart, other: MimePart): boolean => {
  if (toTextType(one) !== toTextType(other)) return false;
  if (one.encoding === other.encoding && isEqualBytes(toBody(left.bytes, one), toBody(right.bytes, other))) return true;
  const [decoded, otherDecoded] = [decodePart(left.bytes, one), decodePart(right.bytes, other)];
  return decoded.isDecoded && otherDecoded.isDecoded && isEqualBytes(decoded.content, otherDecoded.content);
};

const areTextsEqual = (left: OriginalContent, right: OriginalContent): boolean =>
  left.texts.length === right.texts.length &&
  left.texts.every((part, index) => {
    const other = right.texts[index];
    return other !== undefined && isSameText(left, right, part, other);
  });

const findDifference = (match: AttachmentMatch, isTextEqual: boolean, headersDiffering: readonly string[]): Difference | null => {
  if (match.different.length > 0) return 'hash-differs';
  if (match.missing.length > 0) return 'attachment-missing';
  if (match.added.length > 0) return 'attachment-added';
  if (!isTextEqual) return 'text-differs';
  return headersDiffering.length > 0 ? 'headers-differ' : null;
};

const compareWith = async (sent: OriginalContent, { content, hashes }: Enclosed, digest: Digester): Promise<Comparison> => {
  if (sent.isBroken || content.isBroken) return { status: 'unreadable-original' };
  const receipt = { bytes: content.bytes, attachments: hashes?.kept ?? content.attachments, claims: hashes?.claims ?? [] };
  const match = await matchAttachments(sent, receipt, digest);
  const headersDiffering = findDifferingHeaders(content.headers, sent.headers);
  return { status: 'compared', match, headersDiffering, difference: findDifference(match, areTextsEqual(sent, content), headersDiffering) };
};

/** One copy; its hostility is its own affair and never the receipt's. */
const compareOne = async (original: Uint8Array, enclosed: Enclosed, facts: CertifiedFacts, digest: Digester): Promise<Comparison> => {
  try {
    if (original.length > LIMITS.messageBytes) return { status: 'limit-reached' };
    const sent = findSentMessage(original, facts);
    return sent ? await compareWith(parseOriginal(sent), enclosed, digest) : { status: 'other-message' };
  } catch (error) {
    if (error instanceof LimitReached) return { status: 'limit-reached' };
    if (error instanceof MalformedInput) return { status: 'unreadable-original' };
    throw error;
  }
};

const RANK: readonly Comparison['status'][] = ['not-compared', 'other-message', 'limit-reached', 'unreadable-original', 'compared'];

const isBetter = (one: Comparison, other: Comparison): boolean => {
  if (one.status === 'compared' && other.status === 'compared') return one.difference === null && other.difference !== null;
  return RANK.indexOf(one.status) > RANK.indexOf(other.status);
};

/** Of several copies of the message the one that agrees decides: a copy that a program wrote anew proves nothing against the receipt. */
export const compareOriginal = async (enclosed: Enclosed, facts: CertifiedFacts, originals: readonly Uint8Array[]): Promise<Comparison> => {
  const digest = createDigester();
  let best: Comparison = { status: 'not-compared' };
  let compared = 0;
  for (const original of originals) {
    const comparison = await compareOne(original, enclosed, facts, digest);
    if (isBetter(comparison, best)) best = comparison;
    if (comparison.status !== 'other-message') compared += 1;
    if (compared === CANDIDATES || (best.status === 'compared' && best.difference === null)) break;
  }
  return best;
};
