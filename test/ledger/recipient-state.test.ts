// The states of recipients, as the rules of certified mail and section 7 of the design say.
import { describe, expect, it } from 'vitest';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, failed, hoursLater, NOW, noticed } from './build-evidence';
import { recipientOf } from './recipient-of';

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
      receipt: 'completa',
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

describe('the word of errore', () => {
  it.each([
    ['no-dest', null, 'no-dest'],
    ['no-dominio', null, 'no-dominio'],
    ['virus', null, 'virus'],
    ['altro', null, 'altro'],
    ['nessuno', null, undefined],
    ['altro', '5.1.1', undefined],
    ['virus', '5.2.2', undefined],
  ] as const)('%s with code %s says %s: the code decides', (error, errorCode, word) => {
    const recipient = recipientOf(ANNA, accepted(), failed(ANNA, 1, errorCode, { facts: { error } }));
    expect(recipient).toMatchObject({ state: 'not-delivered', errorCode });
    expect(recipient.error).toBe(word);
  });

  it('is gone once the message was delivered after all', () => {
    expect(recipientOf(ANNA, accepted(), failed(ANNA, 1, null), delivered(ANNA, 2))).not.toHaveProperty('error');
  });
});

describe('the receipt of a delivery', () => {
  const of = (receiptType: 'completa' | 'breve' | 'sintetica' | null, hours: number) =>
    delivered(ANNA, hours, { facts: { receiptType }, salt: String(receiptType) });

  it('is the most complete of several, at the time of the first', () => {
    const all = [of('sintetica', 1), of(null, 2), of('breve', 3), of('completa', 4)];
    expect(recipientOf(ANNA, accepted(), ...all)).toMatchObject({ receipt: 'completa', at: hoursLater(1) });
    expect(recipientOf(ANNA, accepted(), ...all.slice(0, 3).reverse())).toMatchObject({ receipt: 'breve' });
    expect(recipientOf(ANNA, accepted(), ...all.slice(0, 2))).toMatchObject({ receipt: 'sintetica' });
    expect(recipientOf(ANNA, accepted(), of(null, 2))).toMatchObject({ state: 'delivered', receipt: null });
  });

  it('is not raised by one that is not verified or names somebody else', () => {
    const others = [delivered(BRUNO, 1), delivered(ANNA, 1, { verdict: 'inconclusive' })];
    expect(recipientOf(ANNA, accepted(), of('sintetica', 2), ...others)).toMatchObject({ receipt: 'sintetica', at: hoursLater(2) });
  });
});

describe('contradictions and additions', () => {
  it('is delivered by a late delivery, after a warning or the 24 hours', () => {
    const notices = [noticed(ANNA, 12, { errorCode: '4.4.1' }), noticed(ANNA, 24, { errorCode: '5.4.1' })];
    const late = recipientOf(ANNA, accepted(), ...notices, delivered(ANNA, 30));
    expect(late).toMatchObject({ state: 'delivered', at: hoursLater(30), contradicted: false });
    expect(late.evidence).toHaveLength(3);
  });

  it('stays warned by a notice that comes twice, and is delivered after it all the same', () => {
    const notices = [noticed(ANNA, 12, { errorCode: '4.4.1' }), noticed(ANNA, 13, { errorCode: '4.4.1' })];
    expect(recipientOf(ANNA, accepted(), ...notices)).toMatchObject({ state: 'warned', contradicted: false });
    expect(recipientOf(ANNA, accepted(), ...notices, delivered(ANNA, 30))).toMatchObject({ state: 'delivered', contradicted: false });
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

  it.each([
    ['avvenuta-consegna', true],
    ['errore-consegna', true],
    ['preavviso-errore-consegna', true],
    ['accettazione', false],
    ['non-accettazione', false],
    ['posta-certificata', false],
    ['presa-in-carico', false],
    ['rilevazione-virus', false],
  ] as const)('is added by the consegna of %s: %s', (kind, isAdded) => {
    const named = buildEvidence(kind, { facts: { delivery: 'alias@pec.one.example', time: hoursLater(1) } });
    const { recipients } = toLedgerMessage([accepted(), named], NOW);
    expect(recipients.map(({ unlisted }) => unlisted)).toEqual(isAdded ? [false, false, false, true] : [false, false, false]);
  });

  it('is found when consegna stands in angle brackets', () => {
    const { recipients } = toLedgerMessage([accepted(), delivered(`<${ANNA}>`, 1)], NOW);
    expect(recipients.map(({ state }) => state)).toEqual(['delivered', 'waiting', 'no-proof-due']);
  });

  it('is certified when its address is listed both ways, in whatever order', () => {
    const ways = [
      { address: ANNA, type: 'esterno' as const },
      { address: `<${ANNA.toUpperCase()}>`, type: 'certificato' as const },
    ];
    for (const recipients of [ways, ways.toReversed()])
      expect(toLedgerMessage([accepted({ facts: { recipients } })], NOW).recipients).toMatchObject([
        { type: 'certificato', state: 'waiting' },
      ]);
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
