// Where two readers of mail would see two messages: what we verify must be what every other program shows.
import { toLatin1 } from './bytes';
import type { Evidence } from './evidence';
import { listParts } from './find-signed-entity';
import { LIMITS } from './limits';
import { findHeader } from './mime/parse-headers';
import type { MimePart } from './mime/parse-part';

/** Header octets that readers take in different ways: a bare CR that begins a line for some, a NUL that ends one, a space before the
 * colon, a line of spaces that ends the block for some. Each could hide a field or show another. */
const hasAmbiguousLine = (headers: string): boolean =>
  headers.includes('\0') ||
  headers.split('\n').some((line) => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.includes('\r') || /^[!-9;-~]+[ \t]+:/.test(text)) return true;
    return /^[ \t]+$/.test(text);
  });

const DASHES = 0x2d;

/** A line of the preamble that looks like a delimiter: for a reader that finds another boundary in the header, parts would begin there,
 * and a stranger's words would be shown in place of what was signed. */
const hasHiddenParts = ({ bytes, root }: Evidence): boolean => {
  const end = root?.children[0]?.start ?? 0;
  const delimiterStart = root ? bytes.lastIndexOf(10, end - 2) + 1 : 0;
  for (let at = root?.bodyStart ?? end; at < delimiterStart; at = bytes.indexOf(10, at) + 1) {
    if (bytes[at] === DASHES && bytes[at + 1] === DASHES) return true;
  }
  return false;
};

/** A type and its parameters as every provider writes them (RFC 2045 section 5.1), quoted or not. Comments, backslashes, quotes that are
 * not paired and words between the parameters are left out of it: readers would find other boundaries. */
const PLAIN_TYPE = /^[^\s;()",\\/]+\/[^\s;()",\\/]+(?:\s*;\s*[^\s;()",\\=]+\s*=\s*(?:"[^"\\]*"|[^\s;()",\\]+))*\s*;?\s*$/;

/** A longer value is none that a provider writes, and would take the expression the square of its length. */
const isPlainType = (value: string): boolean => value.length <= LIMITS.shownCharacters && PLAIN_TYPE.test(value);

/** Folded before its first word, the type is none for openssl. */
const FOLDED_TYPE = /^content-type:[ \t]*\r?$/im;

const hasAmbiguousType = (bytes: Uint8Array, { headers, start, bodyStart }: MimePart): boolean =>
  !isPlainType(findHeader(headers, 'content-type') ?? '') || FOLDED_TYPE.test(toLatin1(bytes.subarray(start, bodyStart)));

const isMultipart = ({ contentType }: MimePart): boolean => contentType.value.startsWith('multipart/');

const hasAmbiguousHeaders = ({ bytes, root, entity }: Evidence): boolean =>
  root !== null &&
  // What was skipped in front is read as well: `From :` is no line of a mailbox.
  (hasAmbiguousLine(toLatin1(bytes.subarray(0, Math.max(0, root.bodyStart - 2)))) ||
    hasAmbiguousType(bytes, root) ||
    (entity.ok && hasAmbiguousType(bytes, entity.value.signaturePart)) ||
    // A boundary that is quoted by half is one for us and another elsewhere.
    (entity.ok && listParts(entity.value.signedPart).some((part) => isMultipart(part) && hasAmbiguousType(bytes, part))));

/** Unsigned and free to be rewritten: a signature that calls itself a text or a picture would be shown by others. */
const hasSignatureType = ({ entity }: Evidence): boolean =>
  entity.ok && /^application\/(?:x-)?pkcs7-signature$/.test(entity.value.signaturePart.contentType.value);

/** Judges a message whose frame is sound for us: undefined when it is the same for every reader. */
export const findAmbiguity = (evidence: Evidence): 'hidden-parts' | 'signature-type' | 'unreadable-headers' | undefined => {
  if (hasHiddenParts(evidence)) return 'hidden-parts';
  if (!hasSignatureType(evidence)) return 'signature-type';
  return hasAmbiguousHeaders(evidence) ? 'unreadable-headers' : undefined;
};
