// By when what is due, in the zone of the certificate, and only where it makes sense.
import { describe, expect, it } from 'vitest';
import { addHours, addMonths } from '../../lib/ledger/add-time';
import { toDeadlines } from '../../lib/ledger/deadlines';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, failed, hoursLater, NOW, noticed } from './build-evidence';

const deadlinesOf = (...evidence: Evidence[]) =>
  toDeadlines(toLedgerMessage(evidence, NOW)).map(({ kind, at, isMet }) => [kind, at, isMet]);

const LOG_END = '2029-03-19T15:41:20+02:00';

describe('toDeadlines', () => {
  it('waits for notice, outcome and log while somebody is silent', () => {
    expect(deadlinesOf(accepted(), delivered(ANNA))).toEqual([
      ['notice-due', '2026-09-20T03:41:20+02:00', false],
      ['outcome-due', '2026-09-20T15:41:20+02:00', false],
      ['certificate-ends', '2028-03-01', false],
      ['log-ends', LOG_END, false],
    ]);
  });

  it('has its notice, and waits on for the outcome', () => {
    expect(deadlinesOf(accepted(), delivered(ANNA), noticed(BRUNO, 12))).toEqual([
      ['notice-due', hoursLater(12), true],
      ['outcome-due', hoursLater(24), false],
      ['certificate-ends', '2028-03-01', false],
      ['log-ends', LOG_END, false],
    ]);
  });

  it('needs no notice, and no log, once everybody is delivered or not', () => {
    expect(deadlinesOf(accepted(), delivered(ANNA), failed(BRUNO))).toEqual([
      ['outcome-due', hoursLater(24), true],
      ['certificate-ends', '2028-03-01', false],
      ['log-ends', LOG_END, true],
    ]);
  });

  it('expects nothing for ordinary addresses, for what came to us and for what was refused', () => {
    const ordinary = { recipients: [{ address: CARLA, type: 'esterno' as const }] };
    expect(deadlinesOf(accepted({ facts: ordinary })).map(([kind]) => kind)).toEqual(['certificate-ends', 'log-ends']);
    expect(deadlinesOf(buildEvidence('posta-certificata'))).toEqual([['certificate-ends', '2028-03-01', false]]);
    expect(deadlinesOf(buildEvidence('non-accettazione'))).toEqual([['certificate-ends', '2028-03-01', false]]);
    expect(deadlinesOf(accepted({ verdict: 'inconclusive' }))).toEqual([]);
  });

  it('counts the log from the first proof when the acceptance is missing', () => {
    expect(deadlinesOf(delivered(ANNA, 1))).toEqual([
      ['certificate-ends', '2028-03-01', false],
      ['log-ends', '2029-03-19T16:41:20+02:00', false],
    ]);
  });

  it('gives a noticed sending a quarter of an hour', () => {
    const row = { ...toLedgerMessage([accepted()], NOW), state: 'sent' as const, acceptedAt: null, provenUntil: null, evidence: [] };
    expect(toDeadlines({ ...row, sentAt: '2026-09-19T13:41:20.500Z' })).toEqual([
      { kind: 'acceptance-due', at: '2026-09-19T13:56:20Z', isMet: false },
    ]);
    expect(toDeadlines({ ...row, sentAt: 'soon' })).toEqual([]);
  });
});

describe('calendar months', () => {
  it.each([
    ['2026-08-31T10:00:00+02:00', 30, '2029-02-28T10:00:00+02:00'],
    ['2025-08-31T10:00:00+02:00', 30, '2028-02-29T10:00:00+02:00'],
    ['2026-05-31T23:59:59+02:00', 30, '2028-11-30T23:59:59+02:00'],
    ['2026-01-01T00:30:00+01:00', 30, '2028-07-01T00:30:00+01:00'],
    ['2026-12-31T23:30:00-08:00', 12, '2027-12-31T23:30:00-08:00'],
    ['2026-06-30T12:00:00Z', 30, '2028-12-30T12:00:00Z'],
  ])('%s and %i more are %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it.each(['', 'soon', '2026-09-19', '9998-12-01T00:00:00+01:00', '2026-13-01T00:00:00Z'])('%s leads nowhere', (from) => {
    expect(addMonths(from, 30)).toBeNull();
  });
});

it('adds hours in the certified zone', () => {
  expect(addHours('2026-12-31T20:00:00-05:30', 12)).toBe('2027-01-01T08:00:00-05:30');
  expect(addHours('2026-12-31T20:00:00Z', 24)).toBe('2027-01-01T20:00:00Z');
  expect([addHours('9999-12-31T23:00:00+00:00', 12), addHours('never', 1)]).toEqual([null, null]);
});
