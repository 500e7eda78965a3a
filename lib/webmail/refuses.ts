// Tells whether a request looks as if it changed something: such a one is never learned, imported or repeated.
import { decodePercent } from './source/decode-percent';

/** Enough to refuse wherever they stand, Italian and English. */
const STEMS = [
  ...['delete', 'destroy', 'trash', 'expunge', 'purge', 'remove', 'erase', 'logout', 'logoff', 'signout', 'disconnect'],
  ...['elimin', 'cancell', 'cestin', 'rimuov', 'rimoz', 'spost', 'disconnet', 'svuota', 'inoltr', 'rispond', 'segnala'],
  ...['sendm', 'resend', 'forward', 'reply', 'moveto', 'movem', 'bounce', 'redirect', 'unsubscribe', 'markas', 'blacklist'],
];
/** Too short to be looked for inside other words: the start of a word. */
const STARTS = ['send', 'move', 'invia', 'spam', 'junk', 'wipe', 'esci', 'archivia'];
/** Nothing but the whole word. */
const WORDS = ['del', 'rm', 'mv', 'exit', 'quit', 'ban', 'mark', 'flag', 'empty', 'segna'];
const INNOCENT = ['sender', 'senders', 'inviata', 'inviate', 'inviati', 'inviato'];

/** Below this a stem may stand in a random identifier by chance. */
const SURE_STEM = 6;
const MAX_DECODINGS = 3;

/** However often it was written over, and whatever letters look alike to a server. */
const toPlain = (text: string): string => {
  let plain = text;
  for (let turn = 0; turn < MAX_DECODINGS; turn += 1) plain = decodePercent(plain.replaceAll('+', ' '));
  return plain.normalize('NFKD').replace(/\p{M}/gu, '');
};

const hasStem = (plain: string, stems: readonly string[]): boolean => {
  const letters = plain.toLowerCase().replace(/[^a-z]/g, '');
  return stems.some((stem) => letters.includes(stem));
};

const toWords = (plain: string): string[] =>
  plain
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

/** For what a recipe is made of: names of fields, constants, segments of the path. */
export const refusesText = (text: string): boolean => {
  const plain = toPlain(text);
  if (hasStem(plain, STEMS)) return true;
  return toWords(plain).some(
    (word) => WORDS.includes(word) || (!INNOCENT.includes(word) && STARTS.some((start) => word.startsWith(start))),
  );
};

/** For what a page puts into it: identifiers, in which a short word means nothing. */
export const refusesValue = (value: string): boolean =>
  hasStem(
    toPlain(value),
    STEMS.filter(({ length }) => length >= SURE_STEM),
  );
