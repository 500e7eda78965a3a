// The file name of a part as a person reads it: RFC 2231 pieces and charsets, RFC 2047 words, raw UTF-8.
import { fromLatin1 } from '../bytes';
import { LIMITS } from '../limits';
import { toHeaderText } from '../mime/header-text';
import { findHeader } from '../mime/parse-headers';
import { parseParameters } from '../mime/parse-parameters';
import type { MimePart } from '../mime/parse-part';

type Parameters = ReadonlyMap<string, string>;

/** A charset nobody knows must not cost the name: what is left is read as UTF-8. */
const decodeCharset = (octets: string, charset: string): string => {
  const bytes = fromLatin1(octets);
  try {
    return new TextDecoder(charset || 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

const unescapePercent = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The value of `name*` or of `name*0`, `name*1*`, …: pieces in the order of their numbers, up to the first gap (RFC 2231 section 3). */
const findExtended = (parameters: Parameters, name: string): string | undefined => {
  const pieces: { text: string; isEncoded: boolean }[] = [];
  const whole = parameters.get(`${name}*`);
  if (whole !== undefined) pieces.push({ text: whole, isEncoded: true });
  while (whole === undefined) {
    const [plain, encoded] = [parameters.get(`${name}*${pieces.length}`), parameters.get(`${name}*${pieces.length}*`)];
    const text = encoded ?? plain;
    if (text === undefined) break;
    pieces.push({ text, isEncoded: encoded !== undefined });
  }
  const [first] = pieces;
  if (!first) return undefined;
  const [, charset = '', rest = first.text] = (first.isEncoded && /^([^']{0,40})'[^']{0,40}'(.*)$/s.exec(first.text)) || [];
  const octets = pieces.map(({ text, isEncoded }, index) => {
    const value = index === 0 ? rest : text;
    return isEncoded ? unescapePercent(value) : value;
  });
  return decodeCharset(octets.join(''), charset);
};

/** Whole names only: the end of a name says what the part is. */
export const isLongName = (name: string): boolean => name.length > LIMITS.shownCharacters;

const findName = (parameters: Parameters, name: string): string | undefined => {
  const plain = parameters.get(name);
  return findExtended(parameters, name) ?? (plain === undefined || isLongName(plain) ? plain : toHeaderText(plain));
};

/** Every name of the part, that of Content-Disposition first; empty for a part that nobody would save as a file.
 * Control and formatting characters stay: whoever shows the name makes them visible. */
export const findPartNames = ({ headers, contentType }: MimePart): string[] => {
  const disposition = parseParameters(findHeader(headers, 'content-disposition') ?? '');
  return [findName(disposition.parameters, 'filename'), findName(contentType.parameters, 'name')]
    .filter((name) => name !== undefined)
    .map((name) => name.trim())
    .filter((name) => name !== '');
};

/** For comparing: two programs write one name in different forms of Unicode, case and white space. */
export const toNameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
