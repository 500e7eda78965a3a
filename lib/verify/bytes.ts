// Small conversions between octets and their written forms.
import { MalformedInput } from './errors';

/** One character for each octet, 0x00–0xFF; `TextDecoder('latin1')` is windows-1252 and would not be reversible. */
export const toLatin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

/** The octets of a text of one character for each octet. */
export const fromLatin1 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const isEqualBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** Decodes base64 as found in MIME bodies and PEM: white space is skipped, anything else foreign is refused.
 * @throws MalformedInput */
export const parseBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const compact = text.replace(/[ \t\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 === 1) throw new MalformedInput('base64');
  return fromLatin1(atob(compact));
};

/** SHA-256 in lowercase hex. */
export const toSha256Hex = async (bytes: Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
