// Every bent list and answer has its own reason; a genuine message stays what it is unless somebody entitled says that it was revoked.
import { expect, it } from 'vitest';
import { outcomeOf } from '../verify/bench';
import { factsOf, judgeWith } from '../verify/revocation/bench';
import { REVOCATION_ATTACKS } from './revocation-attacks';

const LONG_MS = 5000;

it.each(REVOCATION_ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_, { verdict, code, problem, build }) => {
  const data = await build();
  const started = performance.now();
  const report = await judgeWith(data);
  expect(performance.now() - started).toBeLessThan(LONG_MS);
  expect([outcomeOf(report, 'revocation'), report.verdict]).toEqual([code === 'passed' ? code : `revocation.${code}`, verdict]);
  expect(factsOf(report).unusableSources ?? []).toEqual(problem === null ? [] : [problem]);
  if (verdict === 'failed') expect(report.certified).toBeNull();
});

it('has a name for every row', () => {
  expect(new Set(REVOCATION_ATTACKS.map(({ name }) => name)).size).toBe(REVOCATION_ATTACKS.length);
  expect(REVOCATION_ATTACKS.length).toBeGreaterThanOrEqual(70);
});
