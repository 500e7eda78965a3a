// Not read yet: the check says so in every report and never claims an outcome.
import { expect, it } from 'vitest';
import { judge, resultOf } from '../bench';

it('revocation is undetermined and leaves the verdict alone', async () => {
  const report = await judge();
  expect(resultOf(report, 'revocation')).toEqual({
    check: 'revocation',
    status: 'undetermined',
    facts: {},
    reason: 'revocation.not-checked',
  });
  expect(report.verdict).toBe('verified');
});
