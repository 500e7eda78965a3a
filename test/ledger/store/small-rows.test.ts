// What board, popup and alarms read: small rows in order, reasons that come with time, notes, and who was told of what.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { ATTENTION_COUNTED } from '../../../lib/ledger/attention';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import type { LedgerSummary } from '../../../lib/ledger/summary';
import {
  ANNA,
  accepted,
  BRUNO,
  buildBareEvidence,
  buildEvidence,
  delivered,
  failed,
  hoursLater,
  IDENTIFIER,
  NOW,
  noticed,
} from '../build-evidence';
import { toJudged } from '../to-judged';

const LATER = '2026-10-01T00:00:00Z';

let indexedDB: IDBFactory;
let ledger: Ledger;
beforeEach(() => {
  indexedDB = new IDBFactory();
  ledger = openLedger({ name: 'test', indexedDB, IDBKeyRange });
});

const list = async (now = NOW): Promise<LedgerSummary[]> => {
  const rows: LedgerSummary[] = [];
  await ledger.summaries(now, (batch) => rows.push(...batch));
  return rows;
};

/** One message an hour after the other, each for Anna and Bruno. */
const recordMany = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1)
    await ledger.record(toJudged(accepted({ facts: { identifier: `m${index}`, messageId: `m${index}`, time: hoursLater(index) } })));
};

describe('summaries', () => {
  it('come newest first, across batches', async () => {
    await recordMany(7);
    expect((await list()).map(({ identifier }) => identifier)).toEqual(['m6', 'm5', 'm4', 'm3', 'm2', 'm1', 'm0']);
  });

  it('say of what certifies nothing when it was recorded', async () => {
    await ledger.record(toJudged(buildBareEvidence('failed')));
    expect(await list()).toMatchObject([{ moment: Date.parse('2026-09-19T13:45:00.000Z'), isProven: false, tally: {} }]);
  });

  it('count the recipients and name the one in trouble', async () => {
    await ledger.record(toJudged(accepted()));
    await ledger.record(toJudged(failed(BRUNO)));
    await ledger.record(toJudged(delivered(ANNA)));
    expect(await list()).toMatchObject([
      {
        tally: { delivered: 1, 'not-delivered': 1, 'no-proof-due': 1 },
        troubled: { address: BRUNO, errorCode: '5.1.1' },
        attention: ['not-delivered'],
        isProven: true,
      },
    ]);
  });

  it('go with the message they belong to', async () => {
    const orphan = delivered(BRUNO, 1, { facts: { identifier: '' } });
    await ledger.record(toJudged(orphan));
    expect(await list()).toHaveLength(1);
    await ledger.record(toJudged(accepted()));
    expect((await list()).map(({ identifier }) => identifier)).toEqual([IDENTIFIER]);
  });
});

describe('attention', () => {
  it('gives the worst first, and how many there are', async () => {
    await recordMany(3);
    await ledger.record(toJudged(failed(ANNA, 1, '5.1.1', { facts: { identifier: 'm1', messageId: 'm1' } })));
    const { total, first } = await ledger.attention(LATER, 2);
    expect(total).toBe(3);
    expect(first.map(({ identifier }) => identifier)).toEqual(['m1', 'm2']);
  });

  it('is counted up to a number above which nobody works by number', async () => {
    const several = ATTENTION_COUNTED + 5;
    const judged = Array.from({ length: several }, (_, index) =>
      toJudged(accepted({ facts: { identifier: `m${index}`, messageId: `m${index}` } })),
    );
    await Promise.all(judged.map((one) => ledger.keep(one)));
    expect((await ledger.attention(LATER, 3)).first).toHaveLength(3);
    expect((await ledger.attention(LATER, 3)).total).toBe(ATTENTION_COUNTED);
    expect((await ledger.sweep(LATER)).total).toBe(ATTENTION_COUNTED);
  });

  it('is listed worst first, then newest first, and not at all when nothing is wrong', async () => {
    const pieces = [
      accepted({ facts: { identifier: 'old' } }),
      accepted({ facts: { identifier: 'young', time: hoursLater(5) } }),
      buildBareEvidence('failed'),
      accepted({ facts: { identifier: 'lost' } }),
      failed(ANNA, 1, '5.1.1', { facts: { identifier: 'lost' } }),
      buildEvidence('posta-certificata', { facts: { identifier: 'fine' } }),
    ];
    for (const piece of pieces) await ledger.record(toJudged(piece));
    const { first } = await ledger.attention(hoursLater(40), 10);
    expect(first.map(({ identifier }) => identifier.slice(0, 6))).toEqual(['lost', 'young', 'old', 'sha256']);
  });

  it('comes with time, without new evidence, and is then in the small row too', async () => {
    await ledger.record(toJudged(accepted()));
    expect((await ledger.attention(NOW, 10)).total).toBe(0);
    expect((await ledger.attention(LATER, 10)).total).toBe(1);
    expect((await list(LATER))[0]?.attention).toContain('waiting-too-long');
  });
});

describe('a sweep', () => {
  it('tells once of each new reason, by evidence or by time', async () => {
    await ledger.record(toJudged(accepted()));
    const quiet = await ledger.sweep(NOW);
    expect(quiet).toMatchObject({ total: 0, entered: [] });
    expect(quiet.nextAt).toBeGreaterThan(Date.parse(NOW));
    expect(await ledger.sweep(LATER)).toMatchObject({ total: 1, entered: [{ identifier: IDENTIFIER }] });
    expect(await ledger.sweep(LATER)).toMatchObject({ total: 1, entered: [] });
    await ledger.record(toJudged(failed(ANNA)), LATER);
    expect((await ledger.sweep(LATER)).entered).toMatchObject([{ attention: expect.arrayContaining(['not-delivered']) }]);
  });

  it('tells of one who was warned when the warning comes, and once more when the last notice is due', async () => {
    await ledger.record(toJudged(accepted()));
    for (const piece of [delivered(ANNA), noticed(BRUNO, 12)]) await ledger.record(toJudged(piece), hoursLater(12.1));
    const warned = await ledger.sweep(hoursLater(13));
    expect(warned.entered).toMatchObject([{ attention: ['warned'] }]);
    expect(warned.nextAt).toBe(Date.parse(hoursLater(24)) + 1);
    expect((await ledger.sweep(hoursLater(25))).entered).toMatchObject([{ attention: ['waiting-too-long'] }]);
  });

  it('asks to be called again until nothing is waited for', async () => {
    await ledger.record(toJudged(accepted()));
    let now = NOW;
    let calls = 0;
    for (let next = (await ledger.sweep(now)).nextAt; next !== null; next = (await ledger.sweep(now)).nextAt) {
      expect(next).toBeGreaterThan(Date.parse(now));
      now = new Date(next).toISOString();
      calls += 1;
      expect(calls).toBeLessThan(20);
    }
    expect(calls).toBeGreaterThan(0);
  });
});

describe('a note', () => {
  it('is found by the search, kept apart from the evidence, and cut to size', async () => {
    await ledger.record(toJudged(accepted()));
    await ledger.annotate(IDENTIFIER, { tags: [' Gara ', 'gara', '', 'x'.repeat(99)], note: 'Chiamare Più tardi' }, NOW);
    expect(await ledger.annotation(IDENTIFIER)).toEqual({ tags: ['Gara', 'x'.repeat(40)], note: 'Chiamare Più tardi', changedAt: NOW });
    expect((await list())[0]).toMatchObject({ tags: ['Gara', 'x'.repeat(40)], text: expect.stringContaining('chiamare piu tardi') });
    expect(await ledger.message(IDENTIFIER, NOW)).not.toHaveProperty('tags');
  });

  it('stays when evidence comes, and goes when it is emptied', async () => {
    await ledger.annotate(IDENTIFIER, { tags: ['prima'], note: '' }, NOW);
    await ledger.record(toJudged(accepted()));
    expect((await list())[0]?.tags).toEqual(['prima']);
    await ledger.annotate(IDENTIFIER, { tags: [], note: '' }, NOW);
    expect((await list())[0]?.tags).toEqual([]);
    expect(await ledger.annotations()).toEqual([]);
  });
});

describe('a backup', () => {
  it('covers what was recorded before it, and not what came later', async () => {
    const [first, second] = [toJudged(accepted()), toJudged(delivered(ANNA))];
    await ledger.record(first);
    expect(await ledger.backup()).toEqual({ last: null, isBehind: true });
    await ledger.markBackedUp((await ledger.census()).seq, NOW);
    expect(await ledger.backup()).toEqual({ last: { seq: 1, at: NOW }, isBehind: false });
    expect(await ledger.backedUpAtOf(first.report.sha256)).toBe(NOW);
    await ledger.record(second);
    expect(await ledger.backedUpAtOf(second.report.sha256)).toBeNull();
    expect(await ledger.backup()).toMatchObject({ isBehind: true });
  });
});
