// Rows as a table for a spreadsheet: whatever a mail says is text there, and never a formula.

/** In front of a cell these make a formula of it, in one program or another, also behind blanks and in their wide form. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

/** An apostrophe makes text of it in the programs that know it; in others it is seen, and harmless. */
const toCell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** RFC 4180, with the semicolons and the byte order mark that the spreadsheets of Italian offices expect. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\u{feff}${rows.map((row) => `${row.map(toCell).join(';')}\r\n`).join('')}`;
