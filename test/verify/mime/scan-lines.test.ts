// The fast reading of lines beside a plain one, at every alignment of the memory.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LONG_LINE, scanLines } from '../../../lib/verify/mime/scan-lines';

type Plain = { isCanonical: boolean; hasLongLine: boolean; dashed: number[] };

const readPlainly = (bytes: Uint8Array): Plain => {
  const text = String.fromCharCode(...bytes);
  const lines = text.split('\n');
  const starts = lines.map((_, index) => lines.slice(0, index).join('\n').length + (index === 0 ? 0 : 1));
  return {
    isCanonical: lines.slice(0, -1).every((line) => line.endsWith('\r')),
    hasLongLine: lines.some((line, index) => line.length + (index < lines.length - 1 ? 1 : 0) >= LONG_LINE),
    dashed: starts.filter((start) => text.startsWith('--', start)),
  };
};

const pieces = fc.oneof(
  fc.constantFrom('\r\n', '\n', '\r', '--', '-', '\u000b', '\u000a\u000b', '\r\n--confine\r\n', '\u008a', 'x'),
  fc.integer({ min: 0, max: 1100 }).map((length) => 'y'.repeat(length)),
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

it('sees the same lines', () =>
  fc.assert(
    fc.property(texts, fc.nat(20), (text, offset) => {
      const memory = new Uint8Array(offset + text.length + 3).fill(10);
      const bytes = memory.subarray(offset, offset + text.length);
      for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
      const { dashed, count, ...rest } = scanLines(bytes);
      expect({ ...rest, dashed: [...dashed.subarray(0, count)] }).toEqual(readPlainly(bytes));
    }),
    { numRuns: 500 },
  ));
