// What the command line collects of time-stamps: those beside a message, from wherever it was found, and the judgement that proves most.
import { expect, it } from 'vitest';
import { createCollection } from '../../lib/cli/collect-messages';
import { NOW, outcomeOf } from '../verify/bench';
import { judgeBeside, message, stamp } from '../verify/timestamps/bench';

const [ONE, TWO] = [stamp(), stamp({ genTime: '20261002000000Z' })];

it('stand by the hash of their message, each once', async () => {
  const collection = createCollection(NOW);
  const places: [path: string, timestamps: Uint8Array[]][] = [
    ['a/x.eml', []],
    ['b/x.eml', [TWO, ONE]],
    ['c/x.eml', [ONE]],
    ['d/x.eml', []],
  ];
  for (const [path, timestamps] of places)
    await collection.add({ path, bytes: message, report: await judgeBeside(timestamps), timestamps });
  const [found] = collection.messages(NOW);
  const piece = found?.evidence[0];
  const sha256 = piece?.sha256 ?? '';
  expect(collection.tokensOf(sha256)).toHaveLength(2);
  expect(collection.tokensOf(sha256)).toEqual(expect.arrayContaining([ONE, TWO]));
  expect(collection.tokensOf('0'.repeat(64))).toEqual([]);
  expect(piece && outcomeOf(piece.report, 'timestamp')).toBe('passed');
});
