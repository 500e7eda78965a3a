// The Date of a mail is read in one way, whatever the engine would make of other writings.
import { expect, it } from 'vitest';
import { parseMailDate } from '../../../lib/verify/mime/parse-mail-date';

const INSTANT = Date.parse('2026-09-19T13:41:19Z');

it.each([
  'Sat, 19 Sep 2026 15:41:19 +0200',
  'Sat, 19 Sep 2026 15:41:19 +0200 (CEST)',
  '19 Sep 2026 15:41:19 +0200',
  'Sat,  19 sep 2026\t13:41:19 GMT',
  'Sat, 19 Sep 2026 03:41:19 -1000',
  'Sat, 19 Sep 2026 13:41:19 Z',
])('%s', (value) => {
  expect(parseMailDate(value)).toBe(INSTANT);
});

it('takes a minute without seconds', () => {
  expect(parseMailDate('Sat, 19 Sep 2026 15:41 +0200')).toBe(INSTANT - 19_000);
});

it.each([
  '',
  '2026-09-19T13:41:19Z',
  'Sat, 19 Sep 26 15:41:19 +0200',
  'Sat, 19 Sep 2026 15:41:19 CEST',
  'Sat, 31 Sep 2026 15:41:19 +0200',
  'Sat, 19 Sep 2026 25:41:19 +0200',
  'Sat, 19 Sept 2026 15:41:19 +0200',
  'Sat, 19 Sep 2026 15:41:19 +0200 (a (b) c)',
  'Sat, 19 Sep 2026 15:41:19 +0200, Mon, 14 Sep 2026',
  `Sat, 19 Sep 2026 15:41:19 +0200${' '.repeat(300)}x`,
])('refuses %j', (value) => {
  expect(parseMailDate(value.trim())).toBeNull();
});
