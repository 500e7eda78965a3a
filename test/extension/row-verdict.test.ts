// A row never promises more than its message: bad news wears no seal, and ordinary mail in an anomaly envelope no mark at all.
import { expect, it } from 'vitest';
import { toRowVerdict } from '../../lib/extension/judging/row-verdict';
import { judge } from '../verify/bench';

it.each([
  [{ kind: 'avvenuta-consegna' }, 'verified'],
  [{ kind: 'posta-certificata' }, 'verified'],
  [{ kind: 'errore-consegna' }, 'not-delivered'],
  [{ kind: 'non-accettazione' }, 'not-delivered'],
  [{ kind: 'preavviso-errore-consegna' }, 'warned'],
  [{ kind: 'preavviso-errore-consegna', reason: '24-hours' }, 'not-delivered'],
  [{ kind: 'anomalia' }, undefined],
] as const)('%j is %s', async (options, expected) => {
  expect(toRowVerdict(await judge(options))).toBe(expected);
});

it('a verdict that is not verified is told as it is', async () => {
  const report = await judge({ kind: 'errore-consegna' });
  expect(toRowVerdict({ ...report, verdict: 'failed' })).toBe('failed');
  expect(toRowVerdict({ ...report, verdict: 'inconclusive' })).toBe('inconclusive');
});
