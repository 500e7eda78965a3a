// Instants keep the offset they were certified with; sizes and plurals follow the language.
import { describe, expect, it } from 'vitest';
import { formatElapsed } from '../../components/parts/elapsed';
import { codeKey, createWording, formatInstant, formatSize } from '../../lib/wording';
import { WORDING } from './draw';

describe('formatInstant', () => {
  it.each([
    ['2026-09-19T15:41:20+02:00', '19/09/2026 15:41:20 +02:00'],
    ['2026-01-05T00:00:01+01:00', '05/01/2026 00:00:01 +01:00'],
    ['2026-09-19T13:41:20Z', '19/09/2026 13:41:20 UTC'],
    ['2026-09-19T13:41:20.123Z', '19/09/2026 13:41:20 UTC'],
    ['2026-09-19T13:41+02:00', '19/09/2026 13:41:00 +02:00'],
    ['2028-10-30', '30/10/2028'],
    ['not a date', 'not a date'],
    ['', ''],
  ])('%s → %s', (iso, text) => {
    expect(formatInstant(iso)).toBe(text);
  });
  it('can leave out what is too fine', () => {
    expect(formatInstant('2026-09-19T23:41:20-08:00', 'minute')).toBe('19/09/2026 23:41');
    expect(formatInstant('2026-09-19T23:41:20-08:00', 'day')).toBe('19/09/2026');
  });
});

describe('formatElapsed', () => {
  const from = '2026-09-19T10:00:00+02:00';
  it.each([
    ['2026-09-19T08:12:00Z', '12 min'],
    ['2026-09-19T21:30:00Z', '13 h'],
    ['2026-09-22T09:00:00Z', '3 giorni'],
    ['2026-09-19T07:00:00Z', ''],
    ['unknown', ''],
  ])('at %s: "%s"', (now, text) => {
    expect(formatElapsed(WORDING.it, from, now)).toBe(text);
  });
});

it('writes sizes in decimal units of the language', () => {
  expect([formatSize(512, 'it'), formatSize(31_442, 'it'), formatSize(1_250_000, 'en')]).toEqual(['512 B', '31,4 kB', '1.3 MB']);
});

it('fills in values, counts, and shows a missing key', () => {
  const wording = createWording('it', { hello: '$2 e $1', n_one: '1 solo', n_other: '$1 file di $2' });
  expect(wording.text('hello', 'a', 'b')).toBe('b e a');
  expect([wording.count('n', 1), wording.count('n', 3, 'Anna')]).toEqual(['1 solo', '3 file di Anna']);
  expect(wording.text('missing_key')).toBe('missing_key');
  expect(codeKey('provider-trust.issuer-missing')).toBe('code_provider_trust__issuer_missing');
});
