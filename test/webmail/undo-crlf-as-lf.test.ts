// The line ends of a message come back, wherever the answer was cut into chunks.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { undoCrlfAsLf } from '../../lib/webmail/source/undo-crlf-as-lf';

/** What the webmail does. */
const mangle = (text: string): Buffer => Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
const undo = (...chunks: Uint8Array[]): string => Buffer.concat(undoCrlfAsLf(chunks)).toString('latin1');

it('restores each line end and leaves a CR of the message alone', () => {
  const text = 'From: a\r\n\r\nriga \t\r\nun \r solo\r\r\n\xff\r\n\r\n';
  expect(undo(mangle(text))).toBe(text);
});

it('whatever the lines, and wherever the answer is cut', () => {
  const line = fc.stringMatching(/^[\t\r ab\xe8]*$/).filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(fc.array(line), fc.nat(60), (lines, cut) => {
      const text = lines.map((one) => `${one}\r\n`).join('');
      const mangled = mangle(text);
      expect(undo(mangled.subarray(0, cut), mangled.subarray(cut))).toBe(text);
    }),
  );
});
