// How long is long enough: calendar months back from now, by the certified day, and nothing without a rule.
import { describe, expect, it } from 'vitest';
import { countKeptLongEnough, toRetention } from '../../lib/ledger/retention';
import type { LedgerSummary } from '../../lib/ledger/summary';

const NOW = '2026-11-29T10:00:00.000Z';

describe('toRetention', () => {
  it.each([
    [120, NOW, '2016-11-29'],
    [1, '2026-03-31T10:00:00.000Z', '2026-02-28'],
    [1200, NOW, '1926-11-29'],
  ])('%i months before %s is %s', (months, now, until) => expect(toRetention(months, now)).toEqual({ months, until }));

  it('is nothing without a rule', () => expect(toRetention(null, NOW)).toBeNull());
});

it('counts by the certified day, else by the day of recording, the last day included', () => {
  const summary = (acceptedAt: string | null, moment: string): LedgerSummary =>
    ({ acceptedAt, moment: Date.parse(moment) }) as LedgerSummary;
  const summaries = [
    summary('2016-11-29T23:30:00+01:00', NOW),
    summary('2016-11-30T00:10:00+01:00', '2016-11-29T23:10:00Z'),
    summary(null, '2010-01-01T00:00:00Z'),
    summary(null, NOW),
  ];
  expect(countKeptLongEnough(summaries, { months: 120, until: '2016-11-29' })).toBe(2);
});
