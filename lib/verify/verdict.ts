// From check results to one verdict: a required check or a veto that fails decides, what is open leaves it open, a caution only holds back.
import type { Check } from './check';
import type { CheckResult, Verdict } from './report';

/** @returns the verdict of a message that is PEC or claims to be; `not-pec` is decided before any check runs */
export const toVerdict = (results: readonly CheckResult[], checks: readonly Check[]): Exclude<Verdict, 'not-pec'> => {
  const resultOf = (check: Check): CheckResult | undefined => results.find((result) => result.check === check.id);
  const statusesOf = (...weights: Check['weight'][]): CheckResult['status'][] =>
    checks.filter(({ weight }) => weights.includes(weight)).map((check) => resultOf(check)?.status ?? 'undetermined');
  const required = statusesOf('required');
  if (statusesOf('required', 'veto').includes('failed')) return 'failed';
  const isHeldBack = checks.some((check) => {
    const result = resultOf(check);
    return result?.status === 'undetermined' && check.holdsBack?.includes(result.reason) === true;
  });
  const isOpen = isHeldBack || required.length === 0 || required.some((status) => status !== 'passed');
  return isOpen || statusesOf('caution').includes('failed') ? 'inconclusive' : 'verified';
};
