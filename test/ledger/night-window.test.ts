// The certified local time decides, with its own offset, and nothing is said without one.
import { expect, it } from 'vitest';
import { findNightTime } from '../../lib/ledger/night-window';

it.each([
  ['2026-09-19T21:14:09+02:00', '21:14'],
  ['2026-09-19T21:00:00+02:00', '21:00'],
  ['2026-09-19T23:59:59+01:00', '23:59'],
  ['2026-09-20T00:00:00+02:00', '00:00'],
  ['2026-09-20T06:59:59+02:00', '06:59'],
  ['2026-09-20T07:00:00+02:00', null],
  ['2026-09-19T20:59:59+02:00', null],
  // 22:30 in Rome, but the provider certified its own afternoon.
  ['2026-09-19T16:30:00-04:00', null],
  ['2026-09-19T22:30:00Z', null],
  ['2026-09-19', null],
  ['', null],
])('%s: %s', (time, night) => {
  expect(findNightTime(time)).toBe(night);
});
