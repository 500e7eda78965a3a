// The state of a message, and what must not change it: doubt, order and repetition.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import {
  ACCEPTED_AT,
  ANNA,
  accepted,
  BRUNO,
  buildBareEvidence,
  buildEvidence,
  CARLA,
  delivered,
  failed,
  IDENTIFIER,
  NOW,
  noticed,
} from './build-evidence';
import { recipientOf } from './recipient-of';

describe('the state of a message', () => {
  it('is accepted with the certified time and sender of the acceptance', () => {
    const message = toLedgerMessage([accepted()], NOW);
    expect(message).toMatchObject({
      identifier: IDENTIFIER,
      messageId: 'original-1@studio.example',
      from: 'studio@pec.provider.example',
      subject: 'Ricorso gerarchico prot. 88/2026',
      acceptedAt: ACCEPTED_AT,
      state: 'accepted',
      provenUntil: '2028-03-01',
      attention: [],
    });
    expect(message.recipients.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'no-proof-due']);
    expect(message.evidence[0]).toMatchObject({ kind: 'accettazione', verdict: 'verified', at: ACCEPTED_AT, provider: 'Gestore di prova' });
  });

  it('is not-accepted with every recipient not delivered, ordinary ones too', () => {
    const refusal = buildEvidence('non-accettazione', { facts: { error: 'virus', errorCode: '5.5.1' } });
    const message = toLedgerMessage([refusal], NOW);
    expect(message.state).toBe('not-accepted');
    expect(message.acceptedAt).toBeNull();
    expect(message.recipients.map(({ state, at, errorCode }) => [state, at, errorCode])).toEqual(
      Array(3).fill(['not-delivered', ACCEPTED_AT, '5.5.1']),
    );
    expect(message.attention).toEqual(['not-accepted']);
  });

  it('is received when only the envelope came, and no proof is due', () => {
    const message = toLedgerMessage([buildEvidence('posta-certificata')], NOW);
    expect(message.state).toBe('received');
    expect(message.acceptedAt).toBe(ACCEPTED_AT);
    expect(message.recipients.map(({ state }) => state)).toEqual(['no-proof-due', 'no-proof-due', 'no-proof-due']);
    expect(message.attention).toEqual([]);
  });

  it('stays sent when a delivery came without its acceptance', () => {
    const message = toLedgerMessage([delivered(ANNA)], NOW);
    expect(message.state).toBe('sent');
    expect(message.attention).toContain('acceptance-missing');
    expect(recipientOf(ANNA, delivered(ANNA)).state).toBe('delivered');
  });

  it('is a matter of the sender once a receipt joins the envelope', () => {
    expect(toLedgerMessage([buildEvidence('posta-certificata'), accepted()], NOW).state).toBe('accepted');
    expect(toLedgerMessage([buildEvidence('posta-certificata'), delivered(ANNA)], NOW).state).toBe('sent');
  });

  it('shows a fake by its outer subject, certifying nothing', () => {
    const fake = buildBareEvidence('failed', { shownSubject: 'POSTA CERTIFICATA: fattura', failure: 'message-structure.unsigned-claim' });
    const message = toLedgerMessage([fake], NOW);
    expect(message).toMatchObject({
      identifier: `sha256:${fake.sha256}`,
      from: '',
      subject: 'POSTA CERTIFICATA: fattura',
      recipients: [],
      provenUntil: null,
      attention: ['fake'],
    });
  });

  it.each([
    ['altered', undefined],
    ['incomplete', 'message-structure.signature-removed'],
    ['fake', 'message-structure.unsigned-claim'],
    ['revoked', 'revocation.revoked'],
  ] as const)('tells %s evidence by its name', (attention, failure) => {
    expect(toLedgerMessage([buildBareEvidence('failed', failure ? { failure } : {})], NOW).attention).toEqual([attention]);
  });

  it('lasts as long as the first of its certificates', () => {
    const early = delivered(ANNA, 1, { validUntil: '2027-01-02T03:04:05.000Z' });
    expect(toLedgerMessage([accepted(), early], NOW).provenUntil).toBe('2027-01-02');
  });
});

describe('evidence that is not verified', () => {
  it('moves no state and adds nobody, but is shown', () => {
    const stranger = 'stranger@pec.example';
    const doubtful = delivered(ANNA, 1, { verdict: 'inconclusive', facts: { recipients: [{ address: stranger, type: 'certificato' }] } });
    const message = toLedgerMessage([accepted(), doubtful], NOW);
    expect(message.recipients.map(({ address, state }) => [address, state])).toEqual([
      [ANNA, 'waiting'],
      [BRUNO, 'waiting'],
      [CARLA, 'no-proof-due'],
    ]);
    expect(message.evidence).toHaveLength(2);
    expect(message.attention).toEqual(['unproven']);
  });

  it('leaves a message sent and waiting when there is nothing else', () => {
    const message = toLedgerMessage([accepted({ verdict: 'inconclusive' })], NOW);
    expect(message).toMatchObject({ state: 'sent', acceptedAt: null, provenUntil: null, attention: ['unproven'] });
    expect(message.recipients.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'no-proof-due']);
  });
});

describe('order and repetition', () => {
  const pool: Evidence[] = [
    accepted(),
    accepted({ salt: 'same acceptance, other line ends' }),
    accepted({ verdict: 'inconclusive', recordedAt: '2026-09-20T00:00:00.000Z' }),
    buildEvidence('posta-certificata'),
    buildEvidence('non-accettazione'),
    delivered(ANNA, 1),
    delivered(ANNA, 26),
    delivered('ANNA.VERDI@pec.one.example', 1, { salt: 'copy' }),
    failed(ANNA, 2),
    failed(BRUNO, 2, '5.2.2'),
    noticed(BRUNO, 12),
    noticed(BRUNO, 24),
    noticed(null, 24, { errorCode: '5.4.1' }),
    delivered('alias@pec.two.example', 3),
    delivered(BRUNO, 5, { verdict: 'inconclusive' }),
    buildEvidence('rilevazione-virus', { facts: { delivery: BRUNO } }),
  ];
  const foreign: Evidence[] = [
    accepted({ facts: { sender: 'other@pec.provider.example' } }),
    accepted({ facts: { messageId: 'original-2@studio.example' } }),
    delivered(BRUNO, 0.5, { facts: { sender: 'other@pec.provider.example' } }),
    failed(ANNA, 3, '5.1.1', { facts: { messageId: 'original-2@studio.example' } }),
    buildEvidence('posta-certificata', { facts: { messageId: null } }),
  ];

  it('do not matter', () => {
    const cases = fc
      .subarray([...pool, ...foreign], { minLength: 1 })
      .chain((evidence) =>
        fc.tuple(fc.constant(evidence), fc.shuffledSubarray([...evidence, ...evidence], { minLength: evidence.length * 2 })),
      );
    fc.assert(
      fc.property(cases, ([evidence, shuffled]) => {
        expect(toLedgerMessage(shuffled, NOW)).toEqual(toLedgerMessage(evidence, NOW));
      }),
      { numRuns: 300 },
    );
  });

  it('never take a delivery away', () => {
    fc.assert(
      fc.property(fc.subarray(pool), (others) => {
        expect(recipientOf(ANNA, ...others, delivered(ANNA, 1)).state).toBe('delivered');
      }),
      { numRuns: 200 },
    );
  });
});
