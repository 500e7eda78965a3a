// Which of several time-stamps counts, and from when on existence is certain.
import { expect, it } from 'vitest';
import {
  findEarliest,
  findProvenBefore,
  type GoodTimestamp,
  type TimestampFinding,
} from '../../../lib/verify/timestamps/timestamp-finding';

const good = (time: number, accuracyMs: number | null): GoodTimestamp => ({
  ok: true,
  covers: 'message',
  time,
  accuracyMs,
  authority: 'CN=TSU',
  serial: '01',
  policy: '1.2.3',
  digest: 'SHA-256',
  hasSha1: false,
  isAddedAnchor: false,
  path: [],
});
const bad: TimestampFinding = { ok: false, covers: 'signature', problem: 'wrong-imprint' };

it('proves nothing without a good one', () => {
  expect(findProvenBefore([])).toBeNull();
  expect(findProvenBefore([bad, bad])).toBeNull();
});

it('adds the accuracy, and a second where none is told', () => {
  expect(findProvenBefore([bad, good(10_000, 500)])).toBe(10_500);
  expect(findProvenBefore([good(10_000, null)])).toBe(11_000);
  expect(findProvenBefore([good(10_000, 0)])).toBe(10_000);
});

it('takes the one that is certain first, not the one with the lowest time', () => {
  const vague = good(10_000, 60_000);
  const exact = good(20_000, 100);
  expect(findEarliest([vague, exact])).toBe(exact);
  expect(findEarliest([exact, vague])).toBe(exact);
});
