// Verified evidence under a message's identifier whose signed facts are of another message.
import { describe, expect, it } from 'vitest';
import { toCurrent } from '../../lib/ledger/attention';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import type { CertifiedFacts } from '../../lib/verify/report';
import { ACCEPTED_AT, ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, failed, hoursLater, NOW, noticed } from './build-evidence';
import { recipientOf } from './recipient-of';

const SENDER: Partial<CertifiedFacts> = { sender: 'other@pec.provider.example' };
const MESSAGE_ID: Partial<CertifiedFacts> = { messageId: 'original-2@studio.example' };

const statesOf = (...evidence: Evidence[]): string[] => toLedgerMessage(evidence, NOW).recipients.map(({ state }) => state);

describe.each([
  ['mittente', SENDER],
  ['msgid', MESSAGE_ID],
])('evidence with another %s than the acceptance', (_, facts) => {
  it.each([
    ['a delivery', delivered(ANNA, 1, { facts })],
    ['a failure', failed(ANNA, 1, '5.1.1', { facts })],
    ['a notice', noticed(ANNA, 12, facts)],
    ['a notice that names nobody', noticed(null, 12, facts)],
    ['a refusal', buildEvidence('non-accettazione', { facts })],
    ['a delivery to an address outside the list', delivered('alias@pec.one.example', 1, { facts })],
    [
      'a longer list',
      buildEvidence('presa-in-carico', { facts: { ...facts, recipients: [{ address: 'x@x.example', type: 'certificato' }] } }),
    ],
    ['an older time', buildEvidence('presa-in-carico', { facts: { ...facts, time: hoursLater(-48) } })],
  ])('moves no state, stays listed and is told: %s', (_name, item) => {
    const message = toLedgerMessage([item, accepted()], NOW);
    expect(message).toMatchObject({ state: 'accepted', acceptedAt: ACCEPTED_AT, messageId: 'original-1@studio.example' });
    expect(message.recipients.map(({ address, state, evidence }) => [address, state, evidence])).toEqual([
      [ANNA, 'waiting', []],
      [BRUNO, 'waiting', []],
      [CARLA, 'no-proof-due', []],
    ]);
    expect(message.evidence.map(({ sha256 }) => sha256)).toContain(item.sha256);
    expect(message.attention).toEqual(['contradicted']);
    expect(toCurrent(message, NOW).attention).toEqual(['contradicted']);
  });

  it('takes no delivery away', () => {
    expect(recipientOf(ANNA, accepted(), delivered(ANNA, 1), failed(ANNA, 2, '5.1.1', { facts }))).toMatchObject({
      state: 'delivered',
      contradicted: false,
    });
  });

  it('does not settle what is not proven', () => {
    const doubtful = delivered(ANNA, 1, { verdict: 'inconclusive' });
    expect(toLedgerMessage([accepted(), doubtful, delivered(ANNA, 1, { facts })], NOW).attention).toEqual(['contradicted', 'unproven']);
  });

  it('says nothing when it is not verified', () => {
    const doubtful = delivered(ANNA, 1, { verdict: 'inconclusive', facts });
    expect(toLedgerMessage([accepted(), doubtful], NOW).attention).toEqual(['unproven']);
  });
});

describe('the proof that decides whose message it is', () => {
  it('is the acceptance, then the envelope, then the earliest', () => {
    const envelope = buildEvidence('posta-certificata', { facts: MESSAGE_ID });
    const refusal = buildEvidence('non-accettazione', { facts: { ...SENDER, time: hoursLater(-1) } });
    expect(toLedgerMessage([refusal, envelope, accepted()], NOW)).toMatchObject({ state: 'accepted', from: 'studio@pec.provider.example' });
    expect(toLedgerMessage([refusal, envelope], NOW)).toMatchObject({ state: 'received', messageId: MESSAGE_ID.messageId });
    expect(statesOf(failed(ANNA, 2, '5.1.1', { facts: SENDER }), delivered(ANNA, 1))).toEqual(['delivered', 'waiting', 'no-proof-due']);
  });

  it('is a verified one wherever there is one', () => {
    expect(statesOf(accepted({ verdict: 'inconclusive', facts: SENDER }), delivered(ANNA, 1))).toEqual([
      'delivered',
      'waiting',
      'no-proof-due',
    ]);
  });

  it('knows its sender in other letters, and a Message-ID that is not there as no other', () => {
    const capitals = delivered(ANNA, 1, { facts: { sender: ' <STUDIO@pec.provider.example>' } });
    const nameless = delivered(BRUNO, 1, { facts: { messageId: null } });
    const message = toLedgerMessage([accepted(), capitals, nameless], NOW);
    expect(message.recipients.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'no-proof-due']);
    expect(message.attention).toEqual([]);
  });
});
