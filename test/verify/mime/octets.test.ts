// The fast ways over octets give what the plain ways give: each is held against a slow one that anybody can follow.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, isEqualBytes, parseBase64, toHex, toLatin1 } from '../../../lib/verify/bytes';
import { LimitReached, MalformedInput } from '../../../lib/verify/errors';
import { LIMITS } from '../../../lib/verify/limits';
import { canonicalise } from '../../../lib/verify/mime/canonicalise';
import { decodeBody } from '../../../lib/verify/mime/decode-body';
import { type Delimiters, findDelimiters } from '../../../lib/verify/mime/find-delimiters';
import { parseHeaders } from '../../../lib/verify/mime/parse-headers';
import { parsePart } from '../../../lib/verify/mime/parse-part';
import { createLines, scanLines } from '../../../lib/verify/mime/scan-lines';
import { toBytes, toOctets } from '../../pki/mime-text';

const RUNS = { numRuns: 3000 };

/** Line by line, as RFC 2046 section 5.1.1 tells it. */
const findLineByLine = (text: string, bodyStart: number, end: number, boundary: string): Delimiters => {
  const found: Delimiters['found'] = [];
  let isAmbiguous = false;
  for (const match of text.slice(bodyStart, end).matchAll(/[^\n]*(?:\n|$)/g)) {
    const [line] = match;
    const start = bodyStart + match.index;
    if (!line.startsWith(`--${boundary}`)) continue;
    const rest = line.slice(boundary.length + 2).replace(/\r?\n$/, '');
    const isClosing = /^--[ \t]*$/.test(rest);
    const breakLength = start === bodyStart ? 0 : start - 2 >= bodyStart && text[start - 2] === '\r' ? 2 : 1;
    if (isClosing || /^[ \t]*$/.test(rest)) found.push({ breakStart: start - breakLength, lineEnd: start + line.length, isClosing });
    else isAmbiguous = true;
    if (isClosing) break;
  }
  return { found, isAmbiguous };
};

const pieces = (...words: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((list) => list.join(''));

describe('findDelimiters', () => {
  it.each([['b'], ['--'], ['-b-'], ['aab'], ['b b']])('cuts like a reader of lines at %j', (boundary) => {
    const text = pieces(
      `--${boundary}`,
      `\n--${boundary}`,
      `\r\n--${boundary}\r\n`,
      `--${boundary}--`,
      '\n',
      '\r\n',
      '\r',
      '-',
      ' ',
      'a',
      'b',
      '\t',
    );
    fc.assert(
      fc.property(text, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (octets, before, after) => {
        const end = Math.max(before, octets.length - after);
        expect(findDelimiters(toBytes(octets), before, end, boundary, scanLines(toBytes(octets)))).toEqual(
          findLineByLine(octets, before, end, boundary),
        );
      }),
      RUNS,
    );
  });

  it.each([
    ['dashes', () => '-'.repeat(4_000_000)],
    ['short lines of dashes', () => '\n--'.repeat(1_500_000)],
    ['lines that are the boundary but for the last character', () => `\n--${'-'.repeat(67)}+`.repeat(60_000)],
  ])('takes %s in its stride', (_, text) => {
    const bytes = toBytes(text());
    const started = performance.now();
    findDelimiters(bytes, 0, bytes.length, '-'.repeat(68), scanLines(bytes));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it('stops at more dashed lines than any mail has, and not before', () => {
  const text = '\n--'.repeat(LIMITS.dashedLines);
  expect(scanLines(toBytes(text)).count).toBe(LIMITS.dashedLines);
  expect(() => scanLines(toBytes(`${text}\n--`))).toThrow(new LimitReached('dashedLines'));
});

it('finds in a part of a message the lines that it finds in the part alone', () => {
  const text = pieces('--', '\n--a', '\r\n--', '\r\n', '-', 'words of a longer line', '\n');
  fc.assert(
    fc.property(text, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (octets, before, after) => {
      const bytes = toBytes(octets);
      const part = bytes.subarray(before, Math.max(before, bytes.length - after));
      const lines = createLines(part, { bytes, readLines: createLines(bytes) })();
      const alone = scanLines(part);
      expect(lines.isCanonical).toBe(alone.isCanonical);
      // A second dash may stand beyond the part's end: a delimiter that ends there is none.
      const within = (found: typeof lines) => [...found.dashed.subarray(0, found.count)].filter((offset) => offset + 2 <= part.length);
      expect(within(lines)).toEqual(within(alone));
    }),
    RUNS,
  );
});

describe('canonicalise', () => {
  it('puts a CR before each LF that has none', () => {
    fc.assert(
      fc.property(pieces('\n', '\r', '\r\n', 'a', 'bc', '\x8a\x0b', 'line after line'), fc.nat({ max: 3 }), (text, offset) => {
        // Somewhere in a larger array, as parts of messages are.
        const bytes = toBytes(`${'\r'.repeat(offset)}${text}\n`).subarray(offset, -1);
        const expected = text.replace(/\r?\n/g, '\r\n');
        expect(toOctets(canonicalise(bytes))).toBe(expected);
        expect(canonicalise(bytes) === bytes).toBe(expected === text);
      }),
      RUNS,
    );
  });
});

describe('base64', () => {
  it('decodes what was encoded, with white space and with or without padding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), fc.nat({ max: 60 }), (bytes, isPadded, at) => {
        const text = Buffer.from(bytes)
          .toString('base64')
          .replace(/=*$/, isPadded ? '$&' : '');
        const spaced = `${text.slice(0, at)}\r\n \t${text.slice(at)}`;
        expect(parseBase64(spaced)).toEqual(bytes);
      }),
      RUNS,
    );
  });

  it('refuses what atob refuses', () => {
    fc.assert(
      fc.property(pieces('A', 'z', '+', '/', '=', '9', 'Zm', ' '), (text) => {
        let expected: string | null = null;
        try {
          expected = atob(text);
        } catch {
          expected = null;
        }
        if (expected === null) expect(() => parseBase64(text)).toThrow(MalformedInput);
        else expect(toOctets(parseBase64(text))).toBe(expected);
      }),
      RUNS,
    );
    for (const text of ['YWJj\0', 'YWJ\xa0j', 'YW-_', 'YWJj\u0141', 'YWJj\f'])
      expect(() => parseBase64(text), text).toThrow(MalformedInput);
    expect(() => decodeBase64(Uint8Array.of(0xc5, 0x81, 65, 65))).toThrow(MalformedInput);
  });
});

describe('quoted-printable', () => {
  const decode = (body: string): string => {
    const bytes = toBytes(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${body}`);
    return toOctets(decodeBody(bytes, parsePart(bytes)));
  };

  it('decodes like a reader of lines', () => {
    fc.assert(
      fc.property(pieces('=', '=3D', '=e8', '=\r\n', '=\n', ' \n', '\t\r\n', '\r\n', 'a', 'F', '0', ' ', '='), (body) => {
        const lines = body.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''));
        const joined = lines.map((line, index) =>
          line.endsWith('=') ? line.slice(0, -1) : index + 1 < lines.length ? `${line}\r\n` : line,
        );
        // An escape does not reach over a line end that was taken away.
        const expected = joined.map((line) =>
          line.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        );
        expect(decode(body)).toBe(expected.join(''));
      }),
      RUNS,
    );
  });
});

describe('octets and their written forms', () => {
  it('are the same both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), (bytes, other) => {
        expect(toLatin1(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(isEqualBytes(bytes, other)).toBe(Buffer.compare(bytes, other) === 0);
        expect(isEqualBytes(bytes, bytes.slice())).toBe(true);
      }),
      RUNS,
    );
    const long = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7) & 0xff);
    expect(toLatin1(long)).toBe(Buffer.from(long).toString('latin1'));
  });
});

describe('headers', () => {
  it('of one field in very many lines take no longer for their number', () => {
    const bytes = toBytes(`X-A: b\r\n${' c\r\n'.repeat(60_000)}\r\n`);
    const started = performance.now();
    const { headers } = parseHeaders(bytes, 0, bytes.length);
    expect(performance.now() - started).toBeLessThan(500);
    expect(headers[0]?.value.length).toBe(1 + 2 * 60_000);
  });

  it('are unfolded with one space, blank lines in between left out', () => {
    const bytes = toBytes(' early\r\nA:\r\n  one\r\n \t\r\n\ttwo \r\nB : \r\n\r\nbody');
    const block = parseHeaders(bytes, 0, bytes.length);
    expect(block.headers).toEqual([
      { name: 'a', value: 'one two' },
      { name: 'b', value: '' },
    ]);
    expect(block.hasGarbage).toBe(true);
  });
});
