// A complete receipt in which the message cannot be read is none of the content, whatever its provider calls it.
import { expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { isReady, toReadiness } from '../../lib/ledger/readiness';
import type { CheckResult } from '../../lib/verify/report';
import { ANNA, accepted, BRUNO, delivered, hoursLater } from './build-evidence';

const NOW = hoursLater(48);

const EQUAL: CheckResult = {
  ...{ check: 'original-message', status: 'passed', facts: { proves: 'full-content' } },
  notes: ['original-message.content-equal'],
};

const complete = (address: string, hours = 0.1): Evidence => {
  const item = delivered(address, hours);
  return { ...item, report: { ...item.report, checks: [...item.report.checks, EQUAL] } };
};

const read = (evidence: Evidence[], ...unreadable: Evidence[]) =>
  toReadiness(toLedgerMessage(evidence, NOW), evidence, { now: NOW, unreadable: new Set(unreadable.map(({ sha256 }) => sha256)) });

it('is missing for that recipient, unless another receipt of the same can be read', () => {
  const [first, second, other] = [complete(ANNA), complete(ANNA, 1), complete(BRUNO)];
  const items = read([accepted(), first, other], first);
  expect(items).toContainEqual({ id: 'delivery-unreadable', status: 'missing', addresses: [ANNA] });
  expect(items.map(({ id }) => id)).not.toContain('deliveries');
  expect(items.find(({ id }) => id === 'content')?.addresses).toEqual([BRUNO]);
  expect(isReady(items)).toBe(false);
  const both = read([accepted(), first, second, other], first);
  expect(both).toContainEqual({ id: 'deliveries', status: 'ok' });
  expect(isReady(both)).toBe(true);
});
