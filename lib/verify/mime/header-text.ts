// Header values as people read them, and the one address a strict reader finds in a mailbox field.
import { decodeWords } from 'postal-mime';

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

/** The single address of a From-like field, lower case; undefined when there is none or more than one could be meant. */
export const findSingleAddress = (value: string): string | undefined => {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\([^()]*\)/g, '');
  if (/[,;:"]/.test(bare) || bare.split('<').length > 2 || bare.split('@').length !== 2) return undefined;
  const address = bare.split(/[\s<>]/).find((token) => token.includes('@'));
  return address && !address.startsWith('@') && !address.endsWith('@') ? address.toLowerCase() : undefined;
};

/** The display name of a mailbox field, without quotes, decoded. */
export const toDisplayName = (value: string): string =>
  toHeaderText(value.replace(/<[^<>]*>[ \t]*$/, '').trim())
    .replace(/^"((?:[^"\\]|\\.)*)"$/, '$1')
    .replace(/\\(.)/g, '$1')
    .trim();
