// The decoded content of a leaf part: base64, quoted-printable or as it stands.
import { parseBase64, toLatin1 } from '../bytes';
import { MalformedInput } from '../errors';
import type { MimePart } from './parse-part';

const parseQuotedPrintable = (text: string): Uint8Array => {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const joined = lines.reduce((whole, line) => (whole.endsWith('=') ? whole.slice(0, -1) + line : `${whole}\r\n${line}`));
  const decoded = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
};

/** @throws MalformedInput for a body that does not follow its encoding, or an encoding that does not exist */
export const decodeBody = (bytes: Uint8Array, part: MimePart): Uint8Array => {
  const body = bytes.subarray(part.bodyStart, part.end);
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
