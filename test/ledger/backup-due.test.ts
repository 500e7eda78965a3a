// When the user is reminded of a copy: only when something is in no copy, and only when that is old.
import { describe, expect, it } from 'vitest';
import { type BackupFacts, toBackupState } from '../../lib/ledger/backup-due';

const NOW = '2026-11-28T10:00:00.000Z';
const facts = (change: Partial<BackupFacts> = {}): BackupFacts => ({
  lastAt: null,
  isBehind: true,
  begunAt: '2026-11-20T10:00:00.000Z',
  ...change,
});

describe('a copy', () => {
  it.each([
    ['a ledger of eight days without one', facts(), 'weekly', true],
    ['the same, monthly', facts(), 'monthly', false],
    ['the same, never', facts(), 'never', false],
    ['a ledger of today', facts({ begunAt: NOW }), 'weekly', false],
    ['an empty ledger', facts({ begunAt: null, isBehind: false }), 'weekly', false],
    ['a copy of ten days, with something new', facts({ lastAt: '2026-11-18T10:00:00.000Z' }), 'weekly', true],
    ['a copy of ten days, with nothing new', facts({ lastAt: '2026-11-18T10:00:00.000Z', isBehind: false }), 'weekly', false],
    ['a copy of yesterday', facts({ lastAt: '2026-11-27T10:00:00.000Z' }), 'weekly', false],
  ] as const)('%s', (_, given, period, isDue) => {
    expect(toBackupState(given, period, NOW).isDue).toBe(isDue);
  });
});
