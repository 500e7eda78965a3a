// The rows of messages and of the board: what the pure rules say of the same evidence, whatever the order, alone or together.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { countTabs } from '../../../lib/ledger/board';
import type { Evidence } from '../../../lib/ledger/ledger-message';
import { linkEvidence } from '../../../lib/ledger/link';
import { toLedgerMessage } from '../../../lib/ledger/message-state';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import type { LedgerSummary } from '../../../lib/ledger/summary';
import { ANNA, accepted, BRUNO, buildBareEvidence, delivered, failed, NOW, noticed } from '../build-evidence';
import { toEvidence, toJudged } from '../to-judged';

let ledger: Ledger;
beforeEach(() => {
  ledger = openLedger({ name: 'test', indexedDB: new IDBFactory(), IDBKeyRange });
});

const readSummaries = async (from: Ledger, now = NOW): Promise<LedgerSummary[]> => {
  const summaries: LedgerSummary[] = [];
  await from.summaries(now, (batch) => summaries.push(...batch));
  return summaries;
};

describe('the rows of the board', () => {
  const pool = [
    accepted(),
    accepted({ facts: { identifier: 'second', time: '2026-09-21T10:00:00+02:00' } }),
    delivered(ANNA, 1),
    delivered(BRUNO, 2, { facts: { identifier: '' } }),
    failed(ANNA, 2),
    noticed(BRUNO, 12),
    delivered(ANNA, 1, { verdict: 'inconclusive' }),
    buildBareEvidence('failed'),
  ];

  it('equal what the pure rules say, in any order and with repetitions', async () => {
    const orders = fc.shuffledSubarray([...pool, ...pool], { minLength: 1 });
    const check = async (order: Evidence[], areTogether: boolean): Promise<void> => {
      const fresh = openLedger({ name: 'p', indexedDB: new IDBFactory(), IDBKeyRange });
      // One by one, or at once: what meets at the disk is written in one transaction.
      if (areTogether) await Promise.all(order.map((evidence) => fresh.keep(toJudged(evidence))));
      else for (const evidence of order) await fresh.record(toJudged(evidence));
      const groups = linkEvidence([...new Set(order)].map((evidence) => toEvidence(toJudged(evidence))));
      const expected = [...groups.values()].map((group) => toLedgerMessage(group, NOW));
      const byIdentifier = (a: { identifier: string }, b: { identifier: string }): number => (a.identifier < b.identifier ? -1 : 1);
      expect((await fresh.messages(NOW)).sort(byIdentifier)).toEqual(expected.sort(byIdentifier));
      fresh.close();
    };
    await fc.assert(fc.asyncProperty(orders, fc.boolean(), check), { numRuns: 40 });
  });

  it('come newest first, and look older as time passes', async () => {
    for (const evidence of pool) await ledger.record(toJudged(evidence));
    expect((await readSummaries(ledger))[0]?.identifier).toBe('second');
    expect(countTabs(await readSummaries(ledger))).toMatchObject({ all: 4, waiting: 3, complete: 0 });
    const { first, total } = await ledger.attention('2026-10-01T00:00:00Z', 50);
    expect(first.map(({ attention }) => attention[0])).toContain('waiting-too-long');
    expect(total).toBe(first.length);
  });
});
