// From check results to one verdict: a required check that fails decides, an open one leaves it open, a caution only holds back.
import type { Check } from './check';
import type { CheckResult, Verdict } from './report';

/** @returns the verdict of a message that is PEC or claims to be; `not-pec` is decided before any check runs */
export const toVerdict = (results: readonly CheckResult[], checks: readonly Check[]): Exclude<Verdict, 'not-pec'> => {
  const statusOf = (check: Check): CheckResult['status'] => results.find((result) => result.check === check.id)?.status ?? 'undetermined';
  const required = checks.filter(({ weight }) => weight === 'required').map(statusOf);
  const cautions = checks.filter(({ weight }) => weight === 'caution').map(statusOf);
  if (required.includes('failed')) return 'failed';
  return required.length > 0 && required.every((status) => status === 'passed') && !cautions.includes('failed')
    ? 'verified'
    : 'inconclusive';
};
