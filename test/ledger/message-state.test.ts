// States of a message and of its recipients, as the rules of certified mail and section 7 of the design say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, LedgerRecipient } from '../../lib/ledger/ledger-message';
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
  hoursLater,
  IDENTIFIER,
  NOW,
  noticed,
} from './build-evidence';

const recipientOf = (address: string, ...evidence: Evidence[]): LedgerRecipient => {
  const found = toLedgerMessage(evidence, NOW).recipients.find((recipient) => recipient.address === address);
  if (!found) throw new Error(`no recipient ${address}`);
  return found;
};

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
  ] as const)('tells %s evidence by its name', (attention, failure) => {
    expect(toLedgerMessage([buildBareEvidence('failed', failure ? { failure } : {})], NOW).attention).toEqual([attention]);
  });

  it('lasts as long as the first of its certificates', () => {
    const early = delivered(ANNA, 1, { validUntil: '2027-01-02T03:04:05.000Z' });
    expect(toLedgerMessage([accepted(), early], NOW).provenUntil).toBe('2027-01-02');
  });
});

describe('the state of a recipient', () => {
  it('is delivered at the certified time, whatever the case of the address', () => {
    const receipt = delivered('Anna.Verdi@PEC.ONE.example', 1);
    expect(recipientOf(ANNA, accepted(), receipt)).toEqual({
      address: ANNA,
      type: 'certificato',
      state: 'delivered',
      at: hoursLater(1),
      errorCode: null,
      evidence: [receipt.sha256],
      contradicted: false,
      unlisted: false,
    });
    expect(recipientOf(BRUNO, accepted(), receipt).state).toBe('waiting');
  });

  it('is not-delivered with its code', () => {
    expect(recipientOf(ANNA, accepted(), failed(ANNA, 1, '5.2.2'))).toMatchObject({
      state: 'not-delivered',
      errorCode: '5.2.2',
      at: hoursLater(1),
    });
  });

  it.each([
    ['4.4.1 at 12 h', noticed(ANNA, 12, { errorCode: '4.4.1' }), 'warned', '4.4.1'],
    ['5.4.1', noticed(ANNA, 24, { errorCode: '5.4.1' }), 'not-delivered', '5.4.1'],
    ['no code at 12 h', noticed(ANNA, 12), 'warned', null],
    ['no code at 21 h 59', noticed(ANNA, 21.98), 'warned', null],
    ['no code at 22 h', noticed(ANNA, 22), 'not-delivered', null],
    [
      'no code, text says ventiquattro',
      noticed(ANNA, 12, { extendedError: 'non consegnato nelle prime ventiquattro ore' }),
      'not-delivered',
      null,
    ],
    ['no code, text says 24 ore', noticed(ANNA, 12, { extendedError: 'non consegnato entro 24 ore' }), 'not-delivered', null],
    ['no code, text says dodici', noticed(ANNA, 12, { extendedError: 'nelle prime dodici ore; si tenta fino a 24 ore' }), 'warned', null],
  ] as const)('after a notice with %s is as the notice says', (_, notice, state, errorCode) => {
    expect(recipientOf(ANNA, accepted(), notice)).toMatchObject({ state, errorCode });
  });

  it('is only warned when a notice has no code and nothing tells when the message was accepted', () => {
    expect(recipientOf(ANNA, noticed(ANNA, 24)).state).toBe('warned');
  });
});

describe('contradictions and additions', () => {
  it('is delivered by a late delivery, after a warning or the 24 hours', () => {
    const notices = [noticed(ANNA, 12, { errorCode: '4.4.1' }), noticed(ANNA, 24, { errorCode: '5.4.1' })];
    const late = recipientOf(ANNA, accepted(), ...notices, delivered(ANNA, 30));
    expect(late).toMatchObject({ state: 'delivered', at: hoursLater(30), contradicted: false });
    expect(late.evidence).toHaveLength(3);
  });

  it('stays delivered after a later failure, and shows the contradiction', () => {
    expect(recipientOf(ANNA, accepted(), delivered(ANNA, 1), failed(ANNA, 2))).toMatchObject({ state: 'delivered', contradicted: true });
    expect(toLedgerMessage([accepted(), delivered(ANNA, 1), failed(ANNA, 2)], NOW).attention).toContain('contradicted');
    expect(recipientOf(ANNA, accepted(), failed(ANNA, 1), delivered(ANNA, 2))).toMatchObject({ state: 'delivered', contradicted: false });
  });

  it('keeps the time of the first of two deliveries', () => {
    expect(recipientOf(ANNA, accepted(), delivered(ANNA, 3), delivered(ANNA, 1))).toMatchObject({ at: hoursLater(1) });
  });

  it('is added with a note when the delivery names an address outside the list', () => {
    const alias = 'alias@pec.one.example';
    expect(recipientOf(alias, accepted(), delivered(alias))).toMatchObject({ state: 'delivered', unlisted: true, type: 'certificato' });
    expect(recipientOf(ANNA, accepted(), delivered(alias)).state).toBe('waiting');
  });

  it('is not moved by presa-in-carico or rilevazione-virus, which are shown', () => {
    const taken = buildEvidence('presa-in-carico', { facts: { takenInCharge: [ANNA], time: hoursLater(1) } });
    const virus = buildEvidence('rilevazione-virus', { facts: { delivery: ANNA, error: 'virus', time: hoursLater(2) } });
    expect(recipientOf(ANNA, accepted(), taken, virus)).toMatchObject({ state: 'waiting', evidence: [taken.sha256, virus.sha256] });
  });

  it('is moved by a notice without consegna only when it can be about nobody else', () => {
    const sole = { recipients: [{ address: ANNA, type: 'certificato' as const }] };
    const notice = noticed(null, 12, { errorCode: '4.4.1', ...sole });
    expect(recipientOf(ANNA, accepted({ facts: sole }), notice).state).toBe('warned');
    const nameless = toLedgerMessage([accepted(), noticed(null, 12, { errorCode: '4.4.1' })], NOW);
    expect(nameless.recipients.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'no-proof-due']);
    expect(nameless.attention).toEqual(['warned']);
  });

  it('has an ordinary address without a proof due, until a proof comes all the same', () => {
    expect(recipientOf(CARLA, accepted()).state).toBe('no-proof-due');
    expect(recipientOf(CARLA, accepted(), failed(CARLA)).state).toBe('not-delivered');
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

  it('do not matter', () => {
    const cases = fc
      .subarray(pool, { minLength: 1 })
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
