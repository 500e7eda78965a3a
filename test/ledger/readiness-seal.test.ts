// A seal of the archive in what shows a delivery: from before the certificates end it stands in their place.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { isReady, type ReadinessExtra, type ReadinessItem, toReadiness } from '../../lib/ledger/readiness';
import type { CheckResult } from '../../lib/verify/report';
import { ANNA, accepted, BRUNO, delivered, hoursLater } from './build-evidence';

const NOW = hoursLater(48);
const EQUAL: CheckResult = {
  ...{ check: 'original-message', status: 'passed', facts: { proves: 'full-content' } },
  notes: ['original-message.content-equal'],
};

const complete = (address: string): Evidence => {
  const item = delivered(address, 0.1);
  return { ...item, report: { ...item.report, checks: [...item.report.checks, EQUAL] } };
};

const readinessOf = (evidence: Evidence[], extra: Partial<ReadinessExtra>): ReadinessItem[] =>
  toReadiness(toLedgerMessage(evidence, NOW), evidence, { now: NOW, ...extra });

const find = (items: readonly ReadinessItem[], id: ReadinessItem['id']): ReadinessItem | undefined => items.find((item) => item.id === id);

describe('a seal of the archive', () => {
  const evidence = [accepted(), complete(ANNA), complete(BRUNO)];
  const seal = (existedBefore: string, items: readonly Evidence[] = evidence) =>
    readinessOf(evidence, { sealed: Object.fromEntries(items.map(({ sha256 }) => [sha256, { existedBefore }])) });

  it('from before the certificates end stands in their place', () => {
    const items = seal('2026-10-01T12:00:01.000Z');
    expect(find(items, 'sealed')).toEqual({ id: 'sealed', status: 'ok', until: '2026-10-01T12:00:01.000Z' });
    expect(find(items, 'certificate')).toBeUndefined();
    expect(isReady(items)).toBe(true);
  });

  it('that is over some of the proofs only does not count', () => {
    const items = seal('2026-10-01T12:00:01.000Z', evidence.slice(1));
    expect(find(items, 'sealed')).toBeUndefined();
    expect(find(items, 'certificate')).toMatchObject({ status: 'ok' });
  });

  it('from after their end, or from the day of it, is told beside it', () => {
    for (const late of ['2028-03-01T00:00:01.000Z', '2030-01-01T00:00:00.000Z']) {
      expect(find(seal(late), 'sealed')).toMatchObject({ status: 'unknown', until: late });
      expect(find(seal(late), 'certificate')).toBeDefined();
    }
  });

  it('counts from the last of the instants, where there are two', () => {
    const [first, second, third] = evidence as [Evidence, Evidence, Evidence];
    const sealed = {
      [first.sha256]: { existedBefore: '2026-11-01T00:00:00.000Z' },
      [second.sha256]: { existedBefore: '2026-10-01T00:00:00.000Z' },
      [third.sha256]: { existedBefore: '2026-10-01T00:00:00.000Z' },
    };
    expect(find(readinessOf(evidence, { sealed }), 'sealed')?.until).toBe('2026-11-01T00:00:00.000Z');
  });
});
