// Rows of a backup, one a line, each behind its own hash: a line that is damaged is known as such, and the others still stand.
import { hashText } from '../ledger/journal';

/** `<SHA-256 of the JSON, lowercase hex> <JSON>`, each line with its line feed. */
export const toLines = (values: readonly unknown[]): string =>
  values
    .map((value) => JSON.stringify(value))
    .map((json) => `${hashText(json)} ${json}\n`)
    .join('');

/** A line that is not whole is null. What is whole may still be anything. */
export const parseLines = (text: string): (unknown | null)[] => {
  const lines = text.split('\n');
  // What follows the last line feed is nothing, or the rest of a line.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const json = line.slice(65);
    if (line[64] !== ' ' || line.slice(0, 64) !== hashText(json)) return null;
    try {
      return JSON.parse(json) as unknown;
    } catch {
      return null;
    }
  });
};
