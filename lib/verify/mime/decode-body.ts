// The decoded content of a leaf part: base64, quoted-printable or as it stands.
import { fromLatin1, parseBase64, toLatin1 } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { MimePart } from './parse-part';

const parseQuotedPrintable = (text: string): Uint8Array => {
  const lines = text.split('\n').map((line) => line.trimEnd());
  // A line that ends in `=` goes on; white space at line ends was never meant (RFC 2045 section 6.7).
  const pieces = lines.map((line, index) => (line.endsWith('=') ? line.slice(0, -1) : index + 1 < lines.length ? `${line}\r\n` : line));
  return fromLatin1(pieces.join('').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
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
      return parseBase64(toLatin1(body));
    case 'quoted-printable':
      return parseQuotedPrintable(toLatin1(body));
    default:
      throw new MalformedInput('content-transfer-encoding');
  }
};
