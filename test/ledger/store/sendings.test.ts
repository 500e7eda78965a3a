// Sendings that were noticed in a webmail: on the board until a receipt tells of them, and only where receipts are to be expected.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import type { Sending } from '../../../lib/ledger/sending';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ACCEPTED_AT, ANNA, accepted, BRUNO, buildEvidence, CARLA, delivered, IDENTIFIER, NOW } from '../build-evidence';
import { toJudged } from '../to-judged';

const SENDING: Sending = {
  id: 'one',
  host: 'mail.example',
  from: 'Studio@pec.provider.example',
  recipients: [ANNA, BRUNO, CARLA],
  subject: 'Ricorso gerarchico prot. 88/2026',
  messageId: null,
  sentAt: new Date(Date.parse(ACCEPTED_AT) - 5000).toISOString(),
};
const LATER = new Date(Date.parse(SENDING.sentAt) + 16 * 60_000).toISOString();

let ledger: Ledger;
beforeEach(async () => {
  ledger = openLedger({ name: 'test', indexedDB: new IDBFactory(), IDBKeyRange });
  const earlier = { identifier: 'earlier', messageId: 'earlier', subject: 'Altro', time: '2026-09-01T10:00:00+02:00' };
  await ledger.record(toJudged(accepted({ facts: earlier })));
});

const identifiers = async (): Promise<string[]> => {
  const found: string[] = [];
  await ledger.summaries(SENDING.sentAt, (batch) => found.push(...batch.map(({ identifier }) => identifier)));
  return found;
};

it('wait on the board, and are missed after a quarter of an hour', async () => {
  expect(await ledger.noteSending(SENDING)).toBe(true);
  expect(await identifiers()).toEqual(['sending:one', 'earlier']);
  const told = async (now: string): Promise<string[]> =>
    (await ledger.attention(now, 10)).first.flatMap(({ identifier, attention }) => (identifier === 'sending:one' ? attention : []));
  expect(await told(SENDING.sentAt)).toEqual([]);
  expect(await told(LATER)).toEqual(['acceptance-late']);
});

it('give way to their acceptance', async () => {
  await ledger.noteSending(SENDING);
  await ledger.record(toJudged(accepted()));
  expect(await identifiers()).toEqual([IDENTIFIER, 'earlier']);
});

it('are found again as the message that they became', async () => {
  await ledger.noteSending(SENDING);
  const noticed = await ledger.message('sending:one', NOW);
  if (noticed === undefined) throw new Error('not noted');
  expect(await ledger.messageSent(noticed, NOW)).toBeUndefined();
  await ledger.record(toJudged(accepted()));
  expect(await ledger.messageSent(noticed, NOW)).toMatchObject({ identifier: IDENTIFIER, state: 'accepted' });
  expect(await ledger.messageSent({ ...noticed, subject: 'Altro' }, NOW)).toBeUndefined();
});

it('give way to a delivery that was read before the acceptance, and to a refusal', async () => {
  await ledger.noteSending(SENDING);
  await ledger.record(toJudged(delivered(ANNA, 1)));
  expect(await identifiers()).toEqual([IDENTIFIER, 'earlier']);
  await ledger.noteSending({ ...SENDING, subject: 'Altra', id: 'two' });
  await ledger.record(
    toJudged(buildEvidence('non-accettazione', { facts: { identifier: 'refused', messageId: 'other', subject: 'Altra' } })),
  );
  expect((await identifiers()).sort()).toEqual(['earlier', IDENTIFIER, 'refused']);
});

it.each([
  ['a forged acceptance', accepted({ verdict: 'failed' })],
  ['an unproven delivery', delivered(ANNA, 1, { verdict: 'inconclusive' })],
  ['an envelope that came in', buildEvidence('posta-certificata')],
])('do not give way to %s', async (_, evidence) => {
  await ledger.noteSending(SENDING);
  await ledger.record(toJudged(evidence));
  expect(await identifiers()).toContain('sending:one');
});

it('do not come back once they were settled, out of an old copy or because the receipt was quicker', async () => {
  await ledger.record(toJudged(accepted()));
  await ledger.record(toJudged(delivered(ANNA, 100)));
  expect(await ledger.noteSending(SENDING)).toBe(false);
  expect(await ledger.noteSending({ ...SENDING, subject: 'Altra' })).toBe(true);
});

it('are not missed in a mailbox that never sent PEC', async () => {
  expect(await ledger.noteSending({ ...SENDING, from: 'marta@posta.example' })).toBe(false);
  expect(await identifiers()).toEqual(['earlier']);
});

it('can be given up', async () => {
  await ledger.noteSending(SENDING);
  await ledger.dropSending('one');
  expect(await identifiers()).toEqual(['earlier']);
  expect((await ledger.check(new AbortController().signal, () => undefined)).findings).toEqual([]);
  expect(await ledger.message('sending:one', NOW)).toBeUndefined();
});
