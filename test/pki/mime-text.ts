// Small encoders of mail: quoted-printable, base64 lines, header words. Text here is a string of octets (Latin-1).

export const CRLF = '\r\n';

export const toBytes = (octets: string): Uint8Array => Uint8Array.from(Buffer.from(octets, 'latin1'));
export const toOctets = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every line end as CRLF; other octets as they are. */
export const withCrlf = (octets: string): string => octets.replace(/\r?\n/g, CRLF);

export const base64Lines = (bytes: Uint8Array, width: number): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  ).join(CRLF);

const quoteCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xff) return '?';
  return code === 0x3d || code < 0x20 || code > 0x7e ? `=${code.toString(16).toUpperCase().padStart(2, '0')}` : character;
};

const quoteLine = (line: string): string => {
  const rows: string[] = [];
  let row = '';
  for (const character of line) {
    const quoted = quoteCharacter(character);
    if (row.length + quoted.length > 75) {
      rows.push(`${row}=`);
      row = '';
    }
    row += quoted;
  }
  return [...rows, row.endsWith(' ') ? `${row.slice(0, -1)}=20` : row].join(CRLF);
};

/** Quoted-printable of ISO-8859-1, 76 columns. */
export const quotedPrintable = (text: string): string => text.split('\n').map(quoteLine).join(CRLF);

const isPlainAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');

const encodedWords = (text: string): string => {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character, 'utf8') > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`).join(`${CRLF} `);
};

/** RFC 2047 words where the text is not plain ASCII. */
export const headerText = (text: string): string => (isPlainAscii(text) ? text : encodedWords(text));

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
