// @vitest-environment jsdom
// A time-stamp on the card: since when existence is proven, and that a bad one condemns nothing.
import { expect, it } from 'vitest';
import type { CheckResult } from '../../lib/verify/report';
import { draw, textOf } from './draw';
import { createReport, fail, judge, withChecks } from './sample-data';
import { Card } from './views';

const STAMPED: CheckResult = {
  check: 'timestamp',
  status: 'passed',
  facts: { existedBefore: '2026-10-01T12:00:02.000Z', covers: 'message' },
  notes: ['timestamp.before-expiry'],
};

it('says before when the message existed', () => {
  const text = textOf(draw(<Card shown={judge(createReport({ checks: withChecks(STAMPED) }))} />));
  expect(text).toContain('Esisteva già prima del');
  expect(text).toContain('01/10/2026 12:00:02 UTC');
});

it('says nothing of it without a good one, and keeps the verdict', () => {
  const root = draw(<Card shown={judge(createReport({ checks: withChecks(fail('timestamp.wrong-imprint')) }))} />);
  expect(textOf(root)).not.toContain('Esisteva già prima del');
  expect(textOf(root.querySelector('.verdict'))).toContain('autentica');
});
