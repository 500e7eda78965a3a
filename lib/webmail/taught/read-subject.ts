// Reads the subject out of the first bytes of a message, as a page would show it (RFC 5322 folding, RFC 2047 encoded words).

const LOOKED_AT = 256 * 1024;
const MAX_SUBJECT = 2000;

const toBytes = (binary: string): Uint8Array => Uint8Array.from(binary, (character) => character.charCodeAt(0));

const decodeWord = (charset: string, encoding: string, text: string): string => {
  try {
    const binary =
      encoding.toLowerCase() === 'b'
        ? atob(text)
        : text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return new TextDecoder(charset).decode(toBytes(binary));
  } catch {
    return text;
  }
};

/** `=?charset?B?text?=` at that place; a language behind the charset (RFC 2231) says nothing here. */
const readWord = (text: string, start: number): { decoded: string; end: number } | null => {
  const [charset = '', encoding = '', word = ''] = text.slice(start + 2).split('?', 3);
  const end = start + charset.length + encoding.length + word.length + 4;
  const isWord = /^[bq]$/i.test(encoding) && charset !== '' && !/\s/.test(word) && text.startsWith('?=', end);
  return isWord ? { decoded: decodeWord(charset.split('*')[0] ?? '', encoding, word), end: end + 2 } : null;
};

const decodeWords = (text: string): string => {
  let decoded = '';
  let done = 0;
  let isAfterWord = false;
  for (let start = text.indexOf('=?'); start >= 0; start = text.indexOf('=?', Math.max(done, start + 1))) {
    const word = readWord(text, start);
    if (word === null) continue;
    const between = text.slice(done, start);
    // White space between two encoded words is none (RFC 2047 section 6.2).
    decoded += isAfterWord && between.trim() === '' ? word.decoded : between + word.decoded;
    done = word.end;
    isAfterWord = true;
  }
  return decoded + text.slice(done);
};

/** Null when there is none. */
export const readSubject = (chunks: readonly Uint8Array[]): string | null => {
  const start = new Uint8Array(chunks[0]?.subarray(0, LOOKED_AT) ?? []);
  const [header = ''] = new TextDecoder().decode(start).split(/\r?\n\r?\n/, 1);
  const lines = header.split(/\r?\n/);
  const first = lines.findIndex((line) => /^subject[ \t]*:/i.test(line));
  if (first < 0) return null;
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !/^[ \t]/.test(line));
  const folded = [lines[first]?.slice((lines[first] ?? '').indexOf(':') + 1), ...rest.slice(0, end < 0 ? rest.length : end)];
  const subject = decodeWords(folded.join(' ').slice(0, MAX_SUBJECT)).replace(/\s+/g, ' ').trim();
  return subject === '' ? null : subject;
};
