// Mailboxes: messages come out byte for byte, and only at real separators.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMailbox } from '../../lib/cli/split-mailbox';

const split = (text: string): string[] => splitMailbox(Buffer.from(text, 'latin1')).map((bytes) => Buffer.from(bytes).toString('latin1'));

const ONE = 'Subject: one\nFrom: a@x.example\n\nbody\n';
const TWO = 'Subject: two\r\n\r\nbody\r\n';

describe('splitMailbox', () => {
  it('cuts at separator lines and drops the empty line before them', () => {
    expect(split(`From - Tue Nov 13 16:39:26 2018\n${ONE}\nFrom a@x.example Tue Nov 13 16:39:26 2018\r\n${TWO}\r\n`)).toEqual([ONE, TWO]);
  });

  it('keeps quoted lines as they are', () => {
    const quoted = `${ONE}\n>From here\n>>From there\n`;
    expect(split(`From x\n${quoted}\nFrom y\n${TWO}`)).toEqual([quoted, TWO]);
  });

  it('does not cut at a sentence, nor where no empty line or no header is', () => {
    const sentences = `${ONE}From now on: no empty line before\n\nFrom me, no header after\nbut text\n`;
    expect(split(`From x\n${sentences}`)).toEqual([sentences]);
  });

  it('finds nothing in what is no mailbox', () => {
    expect(split('Subject: plain message\n\nFrom x\n')).toEqual([]);
    expect(split('')).toEqual([]);
  });

  it.each(['From ', 'xFrom \r', '\nFrom '])('takes no longer for %j without end', (unit) => {
    const bytes = Buffer.alloc(2 * 1024 * 1024, unit);
    const started = performance.now();
    expect(splitMailbox(bytes)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('gives back what was put in', () => {
    const body = fc.string({ unit: fc.constantFrom('a', 'F', ' ', '\n', '\r', '>', 'From ', 'è', ':') });
    const message = body.map((text) => `X-Test: 1\n\n${text.replace(/^From /gm, '>From ')}\n`);
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (messages) => {
        expect(split(messages.map((text) => `From x\n${text}\n`).join(''))).toEqual(messages);
      }),
    );
  });
});
