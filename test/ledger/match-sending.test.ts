// A noticed sending and the message that confirms it: by name, or by everything else when nothing else could be meant.
import { describe, expect, it } from 'vitest';
import { findSending, toNoticedMessage } from '../../lib/ledger/match-sending';
import type { Sending } from '../../lib/ledger/sending';
import { createMessage, createRecipient, toHash } from '../components/sample-data';

const sending = (change: Partial<Sending> = {}): Sending => ({
  id: 'a',
  host: 'webmail.example',
  from: 'Studio.Neri@pec.example',
  recipients: ['mario@posta.example', 'ANNA.VERDI@pec.example', 'protocollo@pec.comune.example'],
  subject: 'Ricorso  gerarchico prot. 88/2026 ',
  messageId: null,
  sentAt: '2026-09-19T13:41:10Z',
  ...change,
});

describe('findSending', () => {
  it('knows a message by its Message-ID, with or without brackets, whatever else differs', () => {
    const named = sending({ id: 'b', messageId: '<5f2c7d1a@studio-neri.example>', subject: 'altro', sentAt: '2020-01-01T00:00:00Z' });
    expect(findSending([sending(), named], createMessage())).toBe(named);
  });

  it('knows it by sender, subject, recipients and time when it is the only one', () => {
    expect(findSending([sending(), sending({ id: 'c', subject: 'altro' })], createMessage())?.id).toBe('a');
    expect(findSending([sending(), sending({ id: 'd' })], createMessage())).toBeUndefined();
  });

  it('leaves out the recipients that only a receipt named', () => {
    const stranger = createRecipient({ address: 'altri@pec.example', unlisted: true });
    const { recipients } = createMessage();
    expect(findSending([sending()], createMessage({ recipients: [...recipients, stranger] }))?.id).toBe('a');
  });

  it('goes by the first notice where there was no acceptance', () => {
    const message = createMessage({ state: 'not-accepted', acceptedAt: null });
    expect(findSending([sending()], message)?.id).toBe('a');
    expect(findSending([sending()], { ...message, evidence: [] })).toBeUndefined();
  });

  it.each<[string, Partial<Sending>]>([
    ['another sender', { from: 'altro@pec.example' }],
    ['another subject', { subject: 'Ricorso' }],
    ['no subject', { subject: null }],
    ['fewer recipients', { recipients: ['mario@posta.example'] }],
    ['accepted more than five minutes before', { sentAt: '2026-09-19T13:46:20Z' }],
    ['accepted more than a day later', { sentAt: '2026-09-18T13:41:18Z' }],
    ['a time that is none', { sentAt: 'ieri' }],
    ['another Message-ID', { messageId: 'altro@x' }],
  ])('does not take it for the message: %s', (_, change) => {
    expect(findSending([sending(change)], createMessage())).toBeUndefined();
  });

  it('allows clocks to differ by a little', () => {
    expect(findSending([sending({ sentAt: '2026-09-19T13:46:00Z' })], createMessage())?.id).toBe('a');
  });
});

it('shows a sending that nothing confirms yet as sent, each address once and waiting, without any evidence', () => {
  const message = toNoticedMessage(sending({ recipients: ['anna@pec.example', 'Anna@pec.example', 'b@pec.example'] }));
  expect(message).toMatchObject({
    identifier: 'sending:a',
    state: 'sent',
    acceptedAt: null,
    evidence: [],
    attention: [],
    provenUntil: null,
  });
  expect(message.recipients.map(({ state, type }) => [state, type])).toEqual([
    ['waiting', 'certificato'],
    ['waiting', 'certificato'],
  ]);
  expect(JSON.stringify(message)).not.toContain(toHash('a1'));
});
