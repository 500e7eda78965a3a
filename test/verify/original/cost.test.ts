// What a comparison may cost: many attachments, many copies, and the budget that ends both.
import { describe, expect, it } from 'vitest';
import { createDigester } from '../../../lib/verify/original/digester';
import { createPool } from '../../../lib/verify/original/pool';
import { attach, judgeBeside, multipart, outcome, signReceipt, transmit, transmitLines } from './brief-cases';

const LONG_MS = 4000;
const sent = transmit();

describe('cost', () => {
  const thousand = (toName: (index: number) => string) =>
    transmitLines(...multipart(...Array.from({ length: 900 }, (_, index) => attach(toName(index), `A${String(index).padStart(3, '0')}`))));

  it.each([
    ['names of their own', (index: number) => `a${index}.pdf`],
    ['one name for all', () => 'a.pdf'],
  ])('900 attachments with %s, hashed in the last way of all', async (_, toName) => {
    const own = thousand(toName);
    const receipt = await signReceipt(own, { brief: { range: 'e' } });
    const started = performance.now();
    const result = await judgeBeside(receipt, own.original);
    expect(performance.now() - started).toBeLessThan(LONG_MS);
    expect([outcome(result), result.facts.matched]).toEqual(['hashes-match', 900]);
    expect(result.facts.attachmentsEqual).toHaveLength(200);
  });

  it('a hundred copies are not all compared', async () => {
    const other = transmit({ text: 'Altro\n' }).original;
    const receipt = await signReceipt(sent, { receiptType: 'completa' });
    const others = Array.from({ length: 100 }, () => other);
    expect(outcome(await judgeBeside(receipt, ...others, sent.original))).toBe('text-differs');
    expect(outcome(await judgeBeside(receipt, ...others.slice(0, 4), sent.original))).toBe('content-equal');
  });

  it('the budget of digests ends in a limit', async () => {
    const digest = createDigester(10);
    await digest('SHA-1', new Uint8Array(8));
    await expect(digest('SHA-1', new Uint8Array(8))).rejects.toThrow('digestedOctets');
  });

  it('a pool gives each item once, whatever key asks', () => {
    const items = [{ keys: ['a', 'b'] }, { keys: ['a'] }, { keys: ['__proto__'] }];
    const pool = createPool(items, ({ keys }) => keys);
    expect([pool.take('b'), pool.take('a'), pool.take('a'), pool.take('__proto__'), pool.take('toString')]).toEqual([
      items[0],
      items[1],
      undefined,
      items[2],
      undefined,
    ]);
    expect(pool.rest()).toEqual([]);
  });
});
