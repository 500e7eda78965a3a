// Small conversions between octets and their written forms.
import { MalformedInput } from './errors';

const isAscii = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return false;
  return true;
};

const ascii = new TextDecoder();

/** One character for each octet, 0x00–0xFF; `TextDecoder('latin1')` is windows-1252 and would not be reversible. */
export const toLatin1 = (bytes: Uint8Array): string => {
  // The engine's own decoder is many times faster where nothing can be misread.
  if (isAscii(bytes)) return ascii.decode(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode.apply(null, [...bytes.subarray(at, at + 8192)]);
  return text;
};

/** The octets of a text of one character for each octet. */
export const fromLatin1 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

export const toHex = (bytes: Uint8Array): string => {
  let text = '';
  for (const octet of bytes) text += HEX[octet];
  return text;
};

/** Whether `part` stands at `at`, within the octets before `end`. */
export const hasBytesAt = (bytes: Uint8Array, part: Uint8Array, at: number, end: number = bytes.length): boolean => {
  if (at + part.length > end) return false;
  for (let offset = 0; offset < part.length; offset++) if (bytes[at + offset] !== part[offset]) return false;
  return true;
};

/** The octets written in hex of either case, two digits for each. */
export const parseHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length >> 1 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));

export const isEqualBytes = (left: Uint8Array, right: Uint8Array): boolean => left.length === right.length && hasBytesAt(left, right, 0);

const SKIPPED = 64;
const PADDING = 65;
const FOREIGN = 66;

/** What each octet is in base64: six bits, white space, padding or foreign. */
const BASE64 = new Uint8Array(256).fill(FOREIGN);
for (const [value, octet] of fromLatin1('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').entries())
  BASE64[octet] = value;
for (const octet of fromLatin1(' \t\r\n')) BASE64[octet] = SKIPPED;
BASE64[fromLatin1('=')[0] ?? 0] = PADDING;

/** Decodes base64 as found in MIME bodies: white space is skipped, anything else foreign is refused.
 * @throws MalformedInput */
export const decodeBase64 = (text: Uint8Array): Uint8Array<ArrayBuffer> => {
  const decoded = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let to = 0;
  let group = 0;
  let digits = 0;
  let padding = 0;
  for (let at = 0; at < text.length; at++) {
    const value = BASE64[text[at] as number] as number;
    if (value < 64 && padding === 0) {
      group = (group << 6) | value;
      digits += 1;
      if ((digits & 3) !== 0) continue;
      decoded[to++] = group >> 16;
      decoded[to++] = group >> 8;
      decoded[to++] = group;
      group = 0;
    } else if (value === PADDING) padding += 1;
    else if (value !== SKIPPED) throw new MalformedInput('base64');
  }
  const rest = digits & 3;
  // Padding may be left out, but not be partly there.
  if (rest === 1 || padding > 2 || (padding > 0 && rest + padding !== 4)) throw new MalformedInput('base64');
  if (rest === 2) decoded[to++] = group >> 4;
  if (rest === 3) {
    decoded[to++] = group >> 10;
    decoded[to++] = group >> 2;
  }
  return decoded.subarray(0, to);
};

/** The same for text, for instance of PEM. A character beyond ASCII becomes octets that no base64 has.
 * @throws MalformedInput */
export const parseBase64 = (text: string): Uint8Array<ArrayBuffer> => decodeBase64(new TextEncoder().encode(text));

/** SHA-256 in lowercase hex. */
export const toSha256Hex = async (bytes: Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
