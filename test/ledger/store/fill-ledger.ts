// A handful of everything that a ledger may hold, recorded by whatever version's code lies beside it.
import type { Evidence } from '../../../lib/ledger/ledger-message';
import type { Ledger } from '../../../lib/ledger/store';
import {
  ANNA,
  accepted,
  BRUNO,
  buildBareEvidence,
  CARLA,
  delivered,
  hoursLater,
  IDENTIFIER,
  NOW,
  noticed,
  toHash,
} from '../build-evidence';

/** What the first versions had no place for is left out. */
export type AnyLedger = Partial<Omit<Ledger, 'record'>> & Pick<Ledger, 'record' | 'close'>;

const toMessage = (evidence: Evidence, filling = '') => {
  const text = `Subject: synthetic\r\n\r\n${evidence.sha256}\r\n${filling}`;
  const { recordedAt, shownSubject } = evidence;
  const report = { ...evidence.report, sha256: toHash(text) };
  return { bytes: new TextEncoder().encode(text), report, origin: 'webmail' as const, recordedAt, shownSubject };
};

const toSending = (id: string, subject: string) => ({
  ...{ id, host: 'mail.example', from: 'studio@pec.provider.example', recipients: [ANNA], subject, messageId: null },
  sentAt: '2026-09-19T13:59:00.000Z',
});

const toStamp = (text: string) => new TextEncoder().encode(text);

/** One of each kind: linked by its identifier, by a Message-ID only, by nothing; large enough for a file; warned and without an outcome. */
export const fillLedger = async (ledger: AnyLedger): Promise<void> => {
  await ledger.record(toMessage(accepted()));
  await ledger.record(toMessage(delivered(ANNA), 'x'.repeat(40_000)));
  await ledger.record(toMessage(delivered(CARLA, 1, { facts: { identifier: '', messageId: 'later@studio.example' } })));
  await ledger.annotate?.(IDENTIFIER, { tags: ['gara'], note: 'Richiamare.' }, NOW);
  await ledger.markBackedUp?.(3, NOW);
  await ledger.record({ ...toMessage(buildBareEvidence('failed')), timestamps: [toStamp('one'), toStamp('two')] });
  const seal = await ledger.makeSeal?.(NOW);
  const token = toStamp('a time-stamp of the seal');
  if (seal)
    await ledger.answerSeal?.(seal.id, { sha256: toHash('a time-stamp of the seal'), name: 'sigillo.tst', bytes: token, addedAt: NOW });
  await ledger.record({ ...toMessage(accepted()), timestamps: [toStamp('one')] });
  await ledger.record(toMessage(noticed(BRUNO, 12)), hoursLater(12.1));
  await ledger.noteSending?.(toSending('one', 'Diffida'));
};
