// The decoded content of a leaf part: base64, quoted-printable or as it stands.
import { decodeBase64 } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { MimePart } from './parse-part';

const LF = 10;
const CR = 13;
const EQUALS = 61;

/** Four bits for each octet that is a hexadecimal digit, 16 for all others. */
const HEX_DIGITS = Uint8Array.from({ length: 256 }, (_, octet) =>
  /[0-9A-Fa-f]/.test(String.fromCharCode(octet)) ? Number.parseInt(String.fromCharCode(octet), 16) : 16,
);

const digitAt = (bytes: Uint8Array, at: number, end: number): number => (at < end ? (HEX_DIGITS[bytes[at] ?? 0] ?? 16) : 16);

/** Where a line ends without the white space that was never meant (RFC 2045 section 6.7). */
const findTextEnd = (body: Uint8Array, from: number, lineEnd: number): number => {
  let at = lineEnd;
  while (at > from && (body[at - 1] === 32 || body[at - 1] === 9 || body[at - 1] === CR)) at -= 1;
  return at;
};

const decodeQuotedPrintable = (body: Uint8Array): Uint8Array => {
  // A bare LF becomes CRLF, the only way in which the result may be longer.
  const decoded = new Uint8Array(body.length * 2);
  let to = 0;
  for (let at = 0; at < body.length; ) {
    const newline = body.indexOf(LF, at);
    const lineEnd = newline < 0 ? body.length : newline;
    const textEnd = findTextEnd(body, at, lineEnd);
    const goesOn = textEnd > at && body[textEnd - 1] === EQUALS;
    const end = goesOn ? textEnd - 1 : textEnd;
    for (; at < end; at++) {
      const high = body[at] === EQUALS ? digitAt(body, at + 1, end) : 16;
      const low = high < 16 ? digitAt(body, at + 2, end) : 16;
      decoded[to++] = low < 16 ? high * 16 + low : (body[at] ?? 0);
      if (low < 16) at += 2;
    }
    if (newline >= 0 && !goesOn) {
      decoded[to++] = CR;
      decoded[to++] = LF;
    }
    at = lineEnd + 1;
  }
  return decoded.subarray(0, to);
};

/** @param limit largest content expected, in octets
 * @throws LimitReached for a body far beyond it, MalformedInput for a body that does not follow its encoding, or an encoding that does not exist */
export const decodeBody = (bytes: Uint8Array, part: MimePart, limit: number = LIMITS.messageBytes): Uint8Array => {
  const body = bytes.subarray(part.bodyStart, part.end);
  // No encoding makes a body smaller by more than it can undo: refused before the work, not after.
  if (body.length > limit * 3) throw new LimitReached('encodedBytes');
  switch (part.encoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      throw new MalformedInput('content-transfer-encoding');
  }
};
