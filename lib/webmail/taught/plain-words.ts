// Tells words that a programmer chose from values that a machine made: only the former may be written into a recipe.

const MAX_WORD = 16;
const WORD = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)$/;
/** A number at the end at most: `page10`, `v2`. */
const PIECE = /^([A-Za-z]*)\d{0,3}$/;
const VOWEL = /[aeiouy]/i;
/** Names of programs are abbreviated, but no longer than that. */
const MAX_WITHOUT_VOWEL = 5;

const isWord = (text: string): boolean =>
  text.length <= MAX_WORD && WORD.test(text) && (VOWEL.test(text) || text.length <= MAX_WITHOUT_VOWEL);

const isPiece = (text: string): boolean => {
  const word = PIECE.exec(text)?.[1];
  return word !== undefined && (word === '' || isWord(word));
};

/** `mail_list`, `cgi-bin`, `getEml`, `v2`, `application/json`: yes. Tokens, hashes, numbers of messages, instants, subjects: no. */
export const isPlainWord = (text: string): boolean =>
  !/[^\w./:;,=*+\\-]/.test(text) && text.replace(/\D/g, '').length <= 4 && text.split(/[^A-Za-z0-9]/).every(isPiece);

/** Folders are often written in base64: `SU5CT1g=` says INBOX. */
export const isPlainText = (text: string): boolean => {
  if (isPlainWord(text)) return true;
  try {
    return text.length >= 4 && isPlainWord(atob(text));
  } catch {
    return false;
  }
};
