// Receipts of the ledger beside the message that was sent: by themselves where the ledger holds it, or with a file; nothing is stored.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSelected } from '../../lib/extension/board/ledger-view';
import { compareWithSent } from '../../lib/extension/judging/compare-original';
import { withLedger } from '../../lib/extension/recording/with-ledger';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { verifyMessage } from '../../lib/verify/verify-message';
import { NOW, sign, trust } from '../verify/bench';
import { ATTACHMENTS, signReceipt, transmit } from '../verify/original/brief-cases';

const ANNA = 'anna@pec.beta.example';
const BRUNO = 'bruno@pec.beta.example';
const sent = transmit({ recipients: [ANNA, BRUNO].map((address) => ({ address, type: 'certificato', field: 'to' })) });
const context = { trust, now: NOW };
const readContext = async () => context;

const record = async (...messages: readonly Uint8Array[]): Promise<void> => {
  for (const bytes of messages) {
    const report = await verifyMessage(bytes, context);
    const judged = { bytes, report, origin: 'file', recordedAt: NOW, shownSubject: findShownSubject(bytes, report) } as const;
    await withLedger((ledger) => ledger.record(judged), 'examples');
  }
};

const codesOf = ({ report }: Evidence): string[] =>
  report.checks.flatMap((result) =>
    result.check !== 'original-message' ? [] : result.status === 'passed' ? result.notes : [result.reason],
  );

const readCodes = async (read = readContext): Promise<string[][]> => {
  const { evidence = [] } = await readSelected({ kind: 'examples', selected: sent.identifier, shown: null, readContext: read });
  return evidence.filter(({ report }) => report.certified?.receiptType === 'breve').map(codesOf);
};

const storedCodes = async (): Promise<string[][]> => {
  const { result } = await withLedger((ledger) => ledger.evidenceOf(sent.identifier), 'examples');
  return result.filter(({ report }) => report.certified?.receiptType === 'breve').map(codesOf);
};

const UNCOMPARED = ['original-message.hashes-only', 'original-message.not-compared'];
const toFile = (bytes: Uint8Array): File => new File([bytes as Uint8Array<ArrayBuffer>], 'inviata.eml');
const compare = (file: File) => compareWithSent('examples', sent.identifier, file, readContext);

beforeEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});

describe('what the ledger holds', () => {
  it('shows a brief receipt beside the complete one of another recipient, and stores nothing', async () => {
    await record(await sign({ kind: 'accettazione', transmission: sent }), await signReceipt(sent));
    expect(await readCodes()).toEqual([UNCOMPARED]);
    await record(await signReceipt(sent, { receiptType: 'completa' }));
    expect(await readCodes()).toEqual([['original-message.hashes-match']]);
    expect(await storedCodes()).toEqual([UNCOMPARED]);
  });

  it('shows it as recorded when nothing can be judged', async () => {
    await record(await signReceipt(sent), await signReceipt(sent, { receiptType: 'completa' }));
    const broken = () => Promise.reject(new Error('settings are gone'));
    expect(await readCodes(broken)).toEqual([UNCOMPARED]);
  });
});

describe('a file from the disk', () => {
  it('is compared with every receipt that speaks of content, and stores nothing', async () => {
    await record(await sign({ kind: 'accettazione', transmission: sent }), await signReceipt(sent));
    await record(await sign({ receiptType: 'completa', transmission: sent, delivery: BRUNO }));
    const before = await withLedger((ledger) => ledger.census(), 'examples');
    const { receipts, problem, fileName } = await compare(toFile(sent.original));
    expect({ problem, fileName }).toEqual({ problem: null, fileName: 'inviata.eml' });
    const outcomes = receipts.map(({ delivery, result }) => [delivery, result?.status === 'passed' ? result.notes.join() : null]);
    expect(outcomes.sort()).toEqual([
      [ANNA, 'original-message.hashes-match'],
      [BRUNO, 'original-message.content-equal'],
    ]);
    expect(await withLedger((ledger) => ledger.census(), 'examples')).toEqual(before);
    expect(await storedCodes()).toEqual([UNCOMPARED]);
  });

  it('that differs, or is of another message, is said so', async () => {
    await record(await signReceipt(sent));
    const { original } = transmit({ recipients: sent.recipients, attachments: ATTACHMENTS.slice(1) });
    expect((await compare(toFile(original))).receipts[0]?.result).toMatchObject({ reason: 'original-message.attachment-missing' });
    const other = transmit({ messageId: 'altro@client.example' });
    expect((await compare(toFile(other.original))).receipts[0]?.result).toMatchObject({
      notes: [UNCOMPARED[0], 'original-message.other-message'],
    });
  });

  it('that is no mail, too large or gone is a problem', async () => {
    const gone = Object.assign(toFile(sent.original), { arrayBuffer: () => Promise.reject(new Error('gone')) });
    const large = Object.defineProperty(toFile(sent.original), 'size', { value: 2 ** 40 });
    const problems = [toFile(Uint8Array.of(1, 2, 3)), gone, large].map(async (file) => (await compare(file)).problem);
    expect(await Promise.all(problems)).toEqual(['not-a-message', 'broken-file', 'message-too-large']);
  });
});
