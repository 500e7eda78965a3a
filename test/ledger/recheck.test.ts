// When time alone changes the reasons to look at a message: late acceptance, missing notice, a log about to end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecheckAt, toAttention, toCurrent } from '../../lib/ledger/attention';
import type { Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { arbitraryEvidence } from './arbitrary-evidence';
import { ACCEPTED_AT, ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, failed, hoursLater, NOW, noticed } from './build-evidence';

const LOG_END = '2029-03-19T15:41:20+02:00';
const DAY_MS = 86_400_000;
const toIso = (instant: number): string => new Date(instant).toISOString();
const beforeLogEnd = (days: number): string => toIso(Date.parse(LOG_END) - days * DAY_MS);

const attentionAt = (now: string, ...evidence: Evidence[]) => toLedgerMessage(evidence, now).attention;

const toSending = (sentAt: string): LedgerMessage => ({
  ...toLedgerMessage([accepted()], sentAt),
  identifier: 'sending:7',
  state: 'sent',
  acceptedAt: null,
  sentAt,
  provenUntil: null,
  evidence: [],
});

describe('a sending without acceptance', () => {
  const sending = toSending('2026-09-19T13:41:20.000Z');
  it('is late after a quarter of an hour, and never for more than that', () => {
    expect(toCurrent(sending, '2026-09-19T13:56:20.000Z').attention).toEqual([]);
    expect(toCurrent(sending, '2026-09-19T13:56:20.001Z').attention).toEqual(['acceptance-late']);
    expect(toCurrent(sending, '2029-09-19T13:56:20.001Z').attention).toEqual(['acceptance-late']);
    expect(findRecheckAt(sending, '2026-09-19T13:41:20.000Z')).toBe(Date.parse('2026-09-19T13:56:20.001Z'));
    expect(findRecheckAt(sending, '2026-09-19T13:56:20.001Z')).toBeNull();
  });
});

describe('a missing notice', () => {
  it('is of one who is still waited for, without a notice that may be about them', () => {
    expect(attentionAt(hoursLater(13), accepted(), delivered(ANNA))).toEqual(['notice-missing']);
    expect(attentionAt(hoursLater(13), accepted(), delivered(ANNA), noticed(BRUNO, 12))).toEqual(['warned']);
    expect(attentionAt(hoursLater(13), accepted(), noticed(null, 12))).toEqual(['warned']);
    expect(attentionAt(hoursLater(13), accepted(), delivered(ANNA), failed(BRUNO))).toEqual(['not-delivered']);
  });

  it('is none where the other provider took charge: then only the last notice is due', () => {
    const taken = buildEvidence('presa-in-carico', { facts: { takenInCharge: [ANNA, BRUNO], time: hoursLater(0.1) } });
    expect(attentionAt(hoursLater(13), accepted(), taken)).toEqual([]);
    expect(attentionAt(hoursLater(25), accepted(), taken)).toEqual(['waiting-too-long']);
    const doubtful = buildEvidence('presa-in-carico', { verdict: 'failed', facts: { takenInCharge: [ANNA, BRUNO] } });
    expect(attentionAt(hoursLater(13), accepted(), doubtful)).toContain('notice-missing');
  });
});

describe('a log about to end', () => {
  it('is told sixty days before, first of all that time brought, and no more once it is gone', () => {
    expect(attentionAt(beforeLogEnd(61), accepted())).toEqual(['waiting-too-long']);
    expect(attentionAt(beforeLogEnd(60), accepted())).toEqual(['log-ending', 'waiting-too-long']);
    expect(attentionAt(LOG_END, accepted())).toEqual(['log-ending', 'waiting-too-long']);
    expect(attentionAt(toIso(Date.parse(LOG_END) + 1), accepted())).toEqual(['waiting-too-long']);
  });

  it('is for those whose proof is out: a warning, a missing acceptance, but no proven end', () => {
    const at = beforeLogEnd(1);
    expect(attentionAt(at, accepted(), delivered(ANNA), noticed(BRUNO, 12))).toEqual(['log-ending', 'waiting-too-long']);
    expect(attentionAt(at, delivered(ANNA, 0), delivered(BRUNO, 0))).toEqual(['log-ending', 'acceptance-missing']);
    expect(attentionAt(at, accepted(), delivered(ANNA), delivered(BRUNO))).toEqual([]);
    expect(attentionAt(at, accepted(), delivered(ANNA), failed(BRUNO))).toEqual(['not-delivered']);
    expect(attentionAt(at, buildEvidence('non-accettazione'))).toEqual(['not-accepted']);
    expect(attentionAt(at, buildEvidence('posta-certificata'))).toEqual([]);
    expect(attentionAt(at, accepted({ facts: { recipients: [{ address: CARLA, type: 'esterno' }] } }))).toEqual([]);
  });
});

describe('findRecheckAt', () => {
  it('names each turn of a message that stays silent, then none', () => {
    const row = toLedgerMessage([accepted()], NOW);
    const turns: number[] = [];
    for (let at: number | null = Date.parse(ACCEPTED_AT); at !== null; at = findRecheckAt(row, toIso(at))) turns.push(at);
    const start = Date.parse(ACCEPTED_AT);
    expect(turns.slice(1)).toEqual([
      start + 12 * 3_600_000 + 1,
      start + 24 * 3_600_000 + 1,
      Date.parse(LOG_END) - 60 * DAY_MS,
      Date.parse(LOG_END) + 1,
    ]);
  });

  it('wakes for one who was warned as soon as the last notice is due', () => {
    const row = toLedgerMessage([accepted(), delivered(ANNA), noticed(BRUNO, 12)], hoursLater(13));
    expect(findRecheckAt(row, hoursLater(13))).toBe(Date.parse(ACCEPTED_AT) + 24 * 3_600_000 + 1);
  });

  it('wakes nobody for what is complete', () => {
    expect(findRecheckAt(toLedgerMessage([accepted(), delivered(ANNA), delivered(BRUNO)], NOW), NOW)).toBeNull();
  });

  const rows = fc.oneof(
    fc.array(arbitraryEvidence, { minLength: 1, maxLength: 6 }).map((evidence) => toLedgerMessage(evidence, NOW)),
    fc.integer({ min: 0, max: 40 }).map((hours) => toSending(toIso(Date.parse(ACCEPTED_AT) + hours * 3_600_000))),
  );
  /** From a day before to three years after acceptance, dense where the rules turn. */
  const instants = fc
    .oneof(fc.integer({ min: -24 * 3_600_000, max: 60 * 3_600_000 }), fc.integer({ min: 0, max: 1200 * DAY_MS }))
    .map((after) => Date.parse(ACCEPTED_AT) + after);

  it('leaves the reasons as they are until then, and finds them changed at that instant', () => {
    fc.assert(
      fc.property(rows, instants, instants, (row, now, other) => {
        const next = findRecheckAt(row, toIso(now));
        const reasons = toAttention(row, toIso(now));
        if (next === null) {
          if (other > now) expect(toAttention(row, toIso(other))).toEqual(reasons);
          return;
        }
        expect(next).toBeGreaterThan(now);
        expect(toAttention(row, toIso(next - 1))).toEqual(reasons);
        if (other > now && other < next) expect(toAttention(row, toIso(other))).toEqual(reasons);
        expect(toAttention(row, toIso(next))).not.toEqual(reasons);
      }),
      { numRuns: 1000 },
    );
  });
});
