// Mailboxes: messages come out byte for byte, and only at real separators.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMailbox } from '../../lib/intake/split-mailbox';

const splitBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[]> => {
  const messages: string[] = [];
  for await (const message of splitMailbox(new Blob([bytes]))) messages.push(Buffer.from(await message.arrayBuffer()).toString('latin1'));
  return messages;
};

const split = (text: string): Promise<string[]> => splitBytes(Buffer.from(text, 'latin1'));

const ONE = 'Subject: one\nFrom: a@x.example\n\nbody\n';
const TWO = 'Subject: two\r\n\r\nbody\r\n';

describe('splitMailbox', () => {
  it('cuts at separator lines and drops the empty line before them', async () => {
    expect(await split(`From - Tue Nov 13 16:39:26 2018\n${ONE}\nFrom a@x.example Tue Nov 13 16:39:26 2018\r\n${TWO}\r\n`)).toEqual([
      ONE,
      TWO,
    ]);
  });

  it('keeps quoted lines as they are', async () => {
    const quoted = `${ONE}\n>From here\n>>From there\n`;
    expect(await split(`From x\n${quoted}\nFrom y\n${TWO}`)).toEqual([quoted, TWO]);
  });

  it('does not cut at a sentence, nor where no empty line or no header is', async () => {
    const sentences = `${ONE}From now on: no empty line before\n\nFrom me, no header after\nbut text\n`;
    expect(await split(`From x\n${sentences}`)).toEqual([sentences]);
  });

  it('finds nothing in what is no mailbox', async () => {
    expect(await split('Subject: plain message\n\nFrom x\n')).toEqual([]);
    expect(await split('')).toEqual([]);
  });

  it.each(['From ', 'xFrom \r', '\nFrom '])('takes no longer for %j without end', async (unit) => {
    const bytes = Buffer.alloc(2 * 1024 * 1024, unit);
    const started = performance.now();
    expect(await splitBytes(bytes)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('gives back what was put in', async () => {
    const body = fc.string({ unit: fc.constantFrom('a', 'F', ' ', '\n', '\r', '>', 'From ', 'è', ':') });
    const message = body.map((text) => `X-Test: 1\n\n${text.replace(/^From /gm, '>From ')}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 5 }), async (messages) => {
        expect(await split(messages.map((text) => `From x\n${text}\n`).join(''))).toEqual(messages);
      }),
    );
  });

  it('cuts at every separator, wherever the windows of reading end', async () => {
    const WINDOW = 2 * 1024 * 1024;
    const separator = 'From x\n';
    for (let shift = -12; shift <= 12; shift++) {
      const head = `Subject: one\r\n\r\n`;
      const body = `${'x'.repeat(78)}\r\n`.repeat(30_000).slice(0, WINDOW - separator.length - head.length - 4 + shift);
      const first = `${head}${body}\r\n`;
      const messages = await split(`${separator}${first}\r\n${separator}${ONE}`);
      expect([messages.length, messages[0] === first, messages[1]]).toEqual([2, true, ONE]);
    }
  });

  it('gives slices: a mailbox of 256 MB is never held', async () => {
    const message = `From x\n${ONE}${'y'.repeat(1_000_000)}\n\n`;
    const piece = new Blob([message]);
    let count = 0;
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for await (const slice of splitMailbox(new Blob(Array.from({ length: 256 }, () => piece)))) {
      count += 1;
      if (count % 32 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      expect(slice.size).toBeGreaterThan(1_000_000);
    }
    expect(count).toBe(256);
    expect(most).toBeLessThan(200_000_000);
  });
});
