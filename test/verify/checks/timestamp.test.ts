// Not read yet: the check says so in every report and never claims an outcome.
import { expect, it } from 'vitest';
import { judge, resultOf } from '../bench';

it('timestamp is undetermined and leaves the verdict alone', async () => {
  const report = await judge();
  expect(resultOf(report, 'timestamp')).toEqual({ check: 'timestamp', status: 'undetermined', facts: {}, reason: 'timestamp.not-checked' });
  expect(report.verdict).toBe('verified');
});
