// How weights become a verdict: each weight alone, and which one wins.
import { describe, expect, it } from 'vitest';
import type { Check } from '../../lib/verify/check';
import type { CheckId, CheckResult } from '../../lib/verify/report';
import { toVerdict } from '../../lib/verify/verdict';

const check = (id: CheckId, weight: Check['weight'], holdsBack: Check['holdsBack'] = []): Check => ({
  id,
  weight,
  codes: [],
  holdsBack,
  run: () => ({ check: id, status: 'passed', facts: {}, notes: [] }),
});

const CHECKS: readonly Check[] = [
  check('message-structure', 'required'),
  check('sender-identity', 'caution'),
  check('revocation', 'veto', ['revocation.compromised-since']),
  check('timestamp', 'informative'),
];

type Status = CheckResult['status'] | 'compromised';

const toResult = ({ id }: Check, status: Status): CheckResult => {
  if (status === 'passed') return { check: id, status, facts: {}, notes: [] };
  if (status === 'failed') return { check: id, status, facts: {}, reason: `${id}.x` };
  return { check: id, status: 'undetermined', facts: {}, reason: status === 'compromised' ? `${id}.compromised-since` : `${id}.x` };
};

const judge = (...statuses: Status[]) =>
  toVerdict(
    CHECKS.map((item, index) => toResult(item, statuses[index] ?? 'passed')),
    CHECKS,
  );

describe('each weight', () => {
  it.each([
    ['all passed', ['passed', 'passed', 'passed', 'passed'], 'verified'],
    ['required failed', ['failed', 'passed', 'passed', 'passed'], 'failed'],
    ['required open', ['undetermined', 'passed', 'passed', 'passed'], 'inconclusive'],
    ['caution failed', ['passed', 'failed', 'passed', 'passed'], 'inconclusive'],
    ['caution open', ['passed', 'undetermined', 'passed', 'passed'], 'verified'],
    ['veto failed', ['passed', 'passed', 'failed', 'passed'], 'failed'],
    ['veto open', ['passed', 'passed', 'undetermined', 'passed'], 'verified'],
    ['veto held back', ['passed', 'passed', 'compromised', 'passed'], 'inconclusive'],
    ['informative failed', ['passed', 'passed', 'passed', 'failed'], 'verified'],
    ['informative open', ['passed', 'passed', 'passed', 'undetermined'], 'verified'],
    ['veto failed, required open', ['undetermined', 'passed', 'failed', 'passed'], 'failed'],
    ['required failed, veto held back', ['failed', 'passed', 'compromised', 'passed'], 'failed'],
  ] as const)('%s', (_, statuses, verdict) => {
    expect(judge(...statuses)).toBe(verdict);
  });
});

it('a check without a result is open, and without required checks nothing is verified', () => {
  expect(toVerdict([], CHECKS)).toBe('inconclusive');
  expect(toVerdict([], [])).toBe('inconclusive');
});
