// Header values as people read them, and the one address a strict reader finds in a mailbox field.
import { decodeWords } from 'postal-mime';
import { LIMITS } from '../limits';

/** RFC 2047 words and raw UTF-8 decoded for display and comparison with certified data. */
export const toHeaderText = (value: string): string => {
  let text = value;
  if (/[\x80-\xff]/.test(value)) {
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(value, (character) => character.charCodeAt(0)));
    } catch {
      text = value;
    }
  }
  return decodeWords(text);
};

/** RFC 2047: a name may be written so; what it says is compared elsewhere. */
const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=/gi;
/** The rule allows 75 characters, and some programs write a few more: what is longer is no such word, and hides nothing. */
const LONGEST_WORD = 127;

const withoutWords = (text: string): string => text.replace(ENCODED_WORD, (word) => (word.length > LONGEST_WORD ? word : ' '));

/** A mailbox field without its quoted names and comments, cut where no address reaches: unclosed quotes make the search quadratic. */
export const withoutNames = (value: string): string =>
  value
    .slice(0, LIMITS.shownCharacters)
    .replace(/"(?:[^"\\]|\\.)*"/g, ' ')
    .replace(/\([^()]*\)/g, ' ');

/** The single address of a From-like field, lower case; undefined when there is none or more than one could be meant. */
export const findSingleAddress = (value: string): string | undefined => {
  if (value.length > LIMITS.shownCharacters) return undefined;
  const bare = withoutNames(value);
  const [, outside, inside] = /^([^<>]*)<([^<>]*)>\s*$/.exec(bare) ?? [undefined, '', bare];
  // Whatever could be read as another address, or as part of a quote or comment that never ends, is no single address.
  if (/[,;:"()@]/.test(withoutWords(outside ?? '')) || /[,;:"()<>]/.test(inside ?? '')) return undefined;
  const address = (inside ?? '').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : undefined;
};

/** The display name of a mailbox field, without quotes, decoded. */
export const toDisplayName = (value: string): string =>
  // Trimmed as text: among octets, JavaScript takes the last one of an à for white space.
  toHeaderText(value.slice(0, LIMITS.shownCharacters).replace(/<[^<>]*>[ \t]*$/, ''))
    .trim()
    .replace(/^"((?:[^"\\]|\\.)*)"$/, '$1')
    .replace(/\\(.)/g, '$1')
    .trim();
