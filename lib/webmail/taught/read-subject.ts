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

const decodeWords = (text: string): string =>
  text
    // White space between two encoded words is none (RFC 2047 section 6.2).
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([BQ])\?([^?\s]{0,1000})\?=/gi, (_, charset: string, encoding: string, word: string) =>
      decodeWord(charset, encoding, word),
    );

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
