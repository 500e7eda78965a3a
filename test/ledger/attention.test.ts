// Reasons to look at a message, their order, and how they grow with time.
import { describe, expect, it } from 'vitest';
import { toCurrent } from '../../lib/ledger/attention';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, failed, hoursLater, noticed } from './build-evidence';

const attentionAt = (now: string, ...evidence: Evidence[]) => toLedgerMessage(evidence, now).attention;

describe('toAttention', () => {
  it('waits 12 hours for a notice and 24 for the outcome before a missing one is worth a look', () => {
    expect(attentionAt(hoursLater(12), accepted())).toEqual([]);
    expect(attentionAt(hoursLater(12.001), accepted())).toEqual(['notice-missing']);
    expect(attentionAt(hoursLater(24), accepted())).toEqual(['notice-missing']);
    expect(attentionAt(hoursLater(24.001), accepted())).toEqual(['waiting-too-long']);
    expect(attentionAt(hoursLater(48), accepted(), delivered(ANNA), delivered(BRUNO))).toEqual([]);
  });

  it('waits 24 hours for the outcome of one who was warned too: then the last notice is due, and absent', () => {
    const warnedOne = [accepted(), delivered(ANNA), noticed(BRUNO, 12, { errorCode: '4.4.1' })];
    for (const hours of [13, 24]) expect(attentionAt(hoursLater(hours), ...warnedOne)).toEqual(['warned']);
    for (const hours of [24.001, 25, 240]) expect(attentionAt(hoursLater(hours), ...warnedOne)).toEqual(['waiting-too-long']);
    expect(attentionAt(hoursLater(25), accepted(), noticed(null, 12))).toEqual(['waiting-too-long']);
    expect(attentionAt(hoursLater(25), ...warnedOne, noticed(BRUNO, 24, { errorCode: '5.4.1' }))).toEqual(['not-delivered']);
    expect(attentionAt(hoursLater(48), ...warnedOne, delivered(BRUNO, 30))).toEqual([]);
  });

  it('counts from the first proof when the acceptance is missing', () => {
    expect(attentionAt(hoursLater(2), delivered(ANNA, 1))).toEqual(['acceptance-missing']);
    expect(attentionAt(hoursLater(26), delivered(ANNA, 1))).toEqual(['acceptance-missing', 'waiting-too-long']);
  });

  it('never waits for an ordinary address', () => {
    const ordinary = { recipients: [{ address: CARLA, type: 'esterno' as const }] };
    expect(attentionAt(hoursLater(100), accepted({ facts: ordinary }))).toEqual([]);
  });

  it('puts the worst reason first', () => {
    const evidence = [
      failed(ANNA),
      delivered(ANNA, 0.1),
      noticed(BRUNO, 12),
      failed(CARLA),
      delivered('x@pec.example', 1, { verdict: 'inconclusive' }),
    ];
    expect(attentionAt(hoursLater(1), ...evidence)).toEqual(['not-delivered', 'contradicted', 'acceptance-missing', 'warned', 'unproven']);
  });

  it('shows an acceptance and a refusal of one message as a contradiction', () => {
    expect(attentionAt(hoursLater(1), accepted(), buildEvidence('non-accettazione'))).toContain('contradicted');
  });

  it('forgets a doubtful piece once a verified one says the same', () => {
    const doubtful = delivered(ANNA, 1, { verdict: 'inconclusive' });
    expect(attentionAt(hoursLater(1), accepted(), doubtful)).toEqual(['unproven']);
    expect(attentionAt(hoursLater(1), accepted(), doubtful, delivered(ANNA, 1))).toEqual([]);
    expect(attentionAt(hoursLater(1), accepted(), doubtful, delivered(`<${ANNA}>`, 1))).toEqual([]);
  });
});

describe('a stored row', () => {
  it('grows old without new evidence', () => {
    const row = toLedgerMessage([accepted()], hoursLater(1));
    expect(toCurrent(row, hoursLater(30)).attention).toEqual(['waiting-too-long']);
  });
});
