// Whether a mail must stay: only what the ledger itself says counts, and what cannot be asked counts as not kept.
import { beforeEach, expect, it, vi } from 'vitest';
import type { LedgerHarm } from '../../lib/extension/recording/canary';
import { findKeeps } from '../../lib/extension/recording/keep';
import { withLedger } from '../../lib/extension/recording/with-ledger';

vi.mock('../../lib/extension/recording/with-ledger', () => ({ withLedger: vi.fn() }));

const [A, B, C] = ['aa'.repeat(32), 'bb'.repeat(32), 'cc'.repeat(32)];
const DATE = '2026-10-12T08:00:00Z';
const ledger = {
  evidence: async (sha256: string) => (sha256 === C ? undefined : { sha256 }),
  backedUpAtOf: async (sha256: string) => (sha256 === B ? null : DATE),
};
let harm: LedgerHarm;

beforeEach(() => {
  harm = null;
  vi.mocked(withLedger)
    .mockReset()
    .mockImplementation((async (work: (given: object) => unknown) => ({ harm, result: await work(ledger) })) as never);
});

it('tells what is recorded and since when it is in a backup', async () => {
  expect(await findKeeps([A, B, C])).toEqual([
    { recorded: true, backedUpAt: DATE },
    { recorded: true, backedUpAt: null },
    { recorded: false, backedUpAt: null },
  ]);
  expect(withLedger).toHaveBeenCalledTimes(1);
});

it('opens no ledger for nothing', async () => {
  expect(await findKeeps([])).toEqual([]);
  expect(withLedger).not.toHaveBeenCalled();
});

it('counts nothing as kept by a ledger that lost something, or that does not open', async () => {
  harm = 'ledger-lost';
  expect(await findKeeps([A])).toEqual([{ recorded: false, backedUpAt: null }]);
  vi.mocked(withLedger).mockRejectedValue(new Error('closed'));
  expect(await findKeeps([A, B])).toEqual(Array(2).fill({ recorded: false, backedUpAt: null }));
});
