// DER of a distinguished name → its attributes, and the one form in which two names are compared (RFC 5280 section 7.1).
import { toHex } from '../bytes';
import { MalformedInput } from '../errors';
import { trimBlanks } from '../mime/trim-blanks';
import { type Ber, contentOf, encodingOf, membersOf } from './ber';
import { expectTag, sequenceOf, TAG, toOid } from './ber-values';
import type { Name } from './name';

/** Names of attribute types (RFC 4519) for the readable form. */
const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
};

const decodeWide = (octets: Uint8Array, width: 2 | 4): string => {
  if (octets.length % width !== 0) throw new MalformedInput('string');
  let text = '';
  for (let at = 0; at < octets.length; at += width) {
    const point = octets.subarray(at, at + width).reduce((sum, octet) => sum * 256 + octet, 0);
    if (point > 0x10ffff) throw new MalformedInput('string');
    text += String.fromCodePoint(point);
  }
  return text;
};

const decodeNarrow = (octets: Uint8Array): string => Array.from(octets, (octet) => String.fromCharCode(octet)).join('');

/** The string types of a name: UTF8, Numeric, Printable, Teletex, IA5, Universal, BMP. */
const DECODERS: Readonly<Record<number, (octets: Uint8Array) => string>> = {
  12: (octets) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets),
  18: decodeNarrow,
  19: decodeNarrow,
  20: decodeNarrow,
  22: decodeNarrow,
  28: (octets) => decodeWide(octets, 4),
  30: (octets) => decodeWide(octets, 2),
};

/** What else a name may hold without openssl stopping at it: BIT STRING and SEQUENCE, compared octet by octet. */
const OTHER_TYPES: readonly number[] = [TAG.bitString, TAG.sequence];

/** ASCII letters of either case are equal, and runs of spaces are one; the string type does not matter. Letters beyond ASCII are compared
 * as they are: RFC 5280 section 7.1 would fold them, openssl does not, and a name that only we find would be a path that only we see. */
const normalise = (value: string): string =>
  trimBlanks(value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[ \t\n\v\f\r]+/g, ' '));

type Attribute = Name['attributes'][number] & { comparable: string };

const parseAttribute = (source: Ber): Attribute => {
  const [typeValue, value, more] = sequenceOf(source);
  if (!value || more) throw new MalformedInput('name');
  const type = toOid(typeValue);
  const decode = DECODERS[value.tag];
  if (decode) {
    const text = decode(contentOf(value));
    return { type, value: text, comparable: JSON.stringify([type, 1, normalise(text)]) };
  }
  if (!OTHER_TYPES.includes(value.tag)) throw new MalformedInput('name');
  const hex = toHex(encodingOf(value));
  return { type, value: `#${hex}`, comparable: JSON.stringify([type, 0, hex]) };
};

/** @throws MalformedInput or LimitReached */
export const parseName = (source: Ber | undefined): Name => {
  const parts = sequenceOf(source).map((part) => membersOf(expectTag(part, TAG.set)).map(parseAttribute));
  if (parts.some(({ length }) => length === 0)) throw new MalformedInput('name');
  const attributes = parts.flat().map(({ type, value }) => ({ type, value }));
  return {
    attributes,
    relative: parts.map((part) =>
      part
        .map(({ comparable }) => comparable)
        .sort()
        .join('+'),
    ),
    text: attributes.map(({ type, value }) => `${ATTRIBUTE_NAMES[type] ?? type}=${value}`).join(', '),
  };
};
