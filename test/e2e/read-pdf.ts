// What a reader of a PDF file finds on each page of it, and how large the page is, as poppler's programs tell.
import { execFileSync } from 'node:child_process';

export type PdfPage = { text: string /** Millimetres. */; width: number; height: number };

const MM_OF_POINT = 25.4 / 72;
/** More than anybody prints; of fewer it tells of those that there are. */
const ALL = ['-f', '1', '-l', '9999'];

const readSizes = (path: string): [width: number, height: number][] => {
  const told = execFileSync('pdfinfo', ['-box', ...ALL, path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return told
    .split('\n')
    .filter((line) => /^Page\s+\d+ MediaBox:/.test(line))
    .map((line) => {
      const [left = 0, bottom = 0, right = 0, top = 0] = line.split(':')[1]?.trim().split(/\s+/).map(Number) ?? [];
      return [(right - left) * MM_OF_POINT, (top - bottom) * MM_OF_POINT];
    });
};

/** Letters that were drawn as one are told apart again, and lines are joined. */
const toPlain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

export const readPdf = (path: string): PdfPage[] => {
  const texts = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\f');
  return readSizes(path).map(([width, height], index) => ({ text: toPlain(texts[index] ?? ''), width, height }));
};
