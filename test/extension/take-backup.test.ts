// From one browser's ledger to another's through a copy: judged anew, merged without conflict, and counted as copied only when it is whole.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Taken, type TakeOptions, takeBackup } from '../../lib/extension/copies/take-backup';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import { type Ledger, openLedger } from '../../lib/ledger/store';
import { StorageFull } from '../../lib/ledger/store/storage-full';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { makeBackup } from '../backup/make-backup';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { installFakeExtension } from './fake-extension';
import { buildThreads, type Threads } from './thread-worker';

const NOW = '2026-09-21T09:00:00.000Z';
const EARLIER = '2026-09-21T08:30:00.000Z';

let threads: Threads;
let context: TakeOptions['context'];
let samples: Uint8Array[];
let copy: Uint8Array<ArrayBuffer>;

/** A signed part without headers of its own, inside an ordinary mail: only the part is kept. */
const wrapInMail = (message: Uint8Array): Uint8Array => {
  const text = new TextDecoder('latin1').decode(message);
  const type = /^Content-Type: multipart\/signed;(?:.*\r\n[ \t])*.*\r\n/im.exec(text)?.[0] ?? '';
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  const mail = `From: lista@posta.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n${type}\r\n${body}\r\n--x--\r\n`;
  return Uint8Array.from(mail, (character) => character.charCodeAt(0));
};

const withLedger = async <T>(work: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const ledger = openLedger();
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
};

const record = async (ledger: Ledger, bytes: Uint8Array): Promise<void> => {
  const report = await verifyMessage(bytes, context);
  await ledger.record({ bytes, report, origin: 'webmail', recordedAt: EARLIER, shownSubject: findShownSubject(bytes, report) });
};

const take = async (bytes: Uint8Array<ArrayBuffer>, change: Partial<TakeOptions> = {}): Promise<Taken> =>
  takeBackup({
    ...{ kind: 'real', file: new Blob([bytes]), passphrase: null, isTrial: false, createWorker: threads.createWorker, context, workers: 2 },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
    ...change,
  });

const report = async (...given: Parameters<typeof take>) => {
  const taken = await take(...given);
  if (!taken.ok) throw new Error(taken.refusal);
  return taken.report;
};

const readAll = (ledger: Ledger) => ledger.messages(NOW);

beforeAll(async () => {
  threads = await buildThreads();
  const authority = await createAuthority();
  context = { trust: await createTrustStore([authority.root.certificate.der]), now: NOW };
  samples = (await createSampleSet({ authority, now: new Date('2026-09-21T08:00:00Z') })).map(({ bytes }) => bytes);
});
afterAll(() => threads?.remove());

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  await withLedger(async (ledger) => {
    for (const bytes of samples) await record(ledger, bytes);
    await record(ledger, wrapInMail(samples[0] ?? new Uint8Array()));
    const [first] = await readAll(ledger);
    await ledger.annotate(first?.identifier ?? '', { tags: ['gara'], note: 'Richiamare.' }, EARLIER);
    await ledger.makeSeal(EARLIER);
    copy = (await makeBackup(ledger)).bytes;
  });
});

const forget = (): Promise<void> => Dexie.delete('ledger');

describe('a copy of the ledger', () => {
  it('gives an empty one the same messages, states, proofs and notes', async () => {
    const before = await withLedger(async (ledger) => ({ all: await readAll(ledger), notes: await ledger.annotations() }));
    await forget();
    const told = await report(copy);
    expect(told).toMatchObject({ known: 0, damaged: 0, unread: 0, notes: 1, coveredSeq: null });
    expect(told.fresh.verified).toBeGreaterThan(5);
    await withLedger(async (ledger) => {
      expect(await readAll(ledger)).toEqual(before.all);
      expect((await ledger.annotations())[0]?.annotation).toMatchObject({ tags: ['gara'], note: 'Richiamare.' });
      expect((await ledger.check(new AbortController().signal, () => undefined)).findings).toEqual([]);
      const [hash = ''] = await ledger.listHashes(null, 1);
      expect(await ledger.evidence(hash)).toMatchObject({ recordedAt: EARLIER });
    });
  });

  it('gives back the seals of the archive, and does not count as a copy without them', async () => {
    const before = await withLedger((ledger) => ledger.seals());
    expect(before).toHaveLength(1);
    const bare = await withLedger((ledger) => makeBackup({ ...ledger, seals: async () => [] }));
    expect(await report(bare.bytes, { isTrial: true })).toMatchObject({ seals: 0, damaged: 0, coveredSeq: null });
    const altered = await withLedger((ledger) => makeBackup({ ...ledger, sealListOf: async () => new Uint8Array(32) }));
    expect(await report(altered.bytes, { isTrial: true })).toMatchObject({ seals: 0, damaged: 1, coveredSeq: null });
    await forget();
    expect(await report(copy)).toMatchObject({ seals: 1, damaged: 0 });
    expect(await withLedger((ledger) => ledger.seals())).toEqual(before);
  });

  it('gives back a signed part that was found inside an ordinary mail as the proof that it was', async () => {
    const parts = (ledger: Ledger) =>
      ledger
        .listHashes(null, 100)
        .then((hashes) => Promise.all(hashes.map((sha256) => ledger.evidence(sha256))))
        .then((all) =>
          all.filter((evidence) => evidence?.origin === 'enclosed').map((evidence) => [evidence?.sha256, evidence?.report.verdict]),
        );
    const before = await withLedger(parts);
    expect(before).toContainEqual([expect.any(String), 'verified']);
    await forget();
    await report(copy);
    expect(await withLedger(parts)).toEqual(expect.arrayContaining(before.filter(([, verdict]) => verdict === 'verified').slice(0, 1)));
  });

  it('is only looked into when asked so: the same is counted, and nothing is written', async () => {
    await forget();
    const trial = await report(copy, { isTrial: true });
    expect(await withLedger((ledger) => ledger.count())).toMatchObject({ count: 0, seq: 0 });
    expect({ ...(await report(copy)), isTrial: true }).toEqual(trial);
  });

  it('changes nothing in a ledger that has it all, and then counts as its copy', async () => {
    const before = await withLedger(readAll);
    const told = await report(copy);
    expect(told).toMatchObject({ known: told.messages, fresh: { verified: 0, inconclusive: 0, failed: 0 } });
    expect(told.coveredSeq).toBe(await withLedger(async (ledger) => (await ledger.census()).seq));
    expect(await withLedger(readAll)).toEqual(before);
  });

  it('of another ledger is merged, and is not the copy of this one', async () => {
    await forget();
    await withLedger((ledger) => record(ledger, samples[0] ?? new Uint8Array()));
    const told = await report(copy);
    expect(told).toMatchObject({ known: 1, coveredSeq: null });
    expect(await withLedger(async (ledger) => (await ledger.count()).count)).toBe(told.messages);
  });

  it('does not count as a copy when it lacks or damages anything', async () => {
    const damaged = copy.slice();
    damaged[damaged.length - 1] = 1;
    expect(await report(damaged, { isTrial: true })).toMatchObject({ damaged: 1, coveredSeq: null });
    const [gone = ''] = await withLedger((ledger) => ledger.listHashes(null, 1));
    const lacking = await withLedger((ledger) =>
      makeBackup({ ...ledger, bytesOf: async (sha256) => (sha256 === gone ? undefined : ledger.bytesOf(sha256)) }),
    );
    expect(await report(lacking.bytes, { isTrial: true })).toMatchObject({ damaged: 0, coveredSeq: null });
  });

  it('mends octets that were damaged in the ledger', async () => {
    const [hash = ''] = await withLedger((ledger) => ledger.listHashes(null, 1));
    const database = await new Dexie('ledger').open();
    await database
      .table('bytes')
      .where('sha256')
      .equals(hash)
      .modify({ bytes: new Uint8Array([1, 2, 3]) });
    database.close();
    expect((await report(copy)).known).toBeGreaterThan(0);
    expect((await withLedger((ledger) => ledger.check(new AbortController().signal, () => undefined))).findings).toEqual([]);
  });

  it('keeps what both sides noted', async () => {
    await withLedger(async (ledger) => {
      const [first] = await readAll(ledger);
      await ledger.annotate(first?.identifier ?? '', { tags: ['urgente'], note: 'Altro.' }, NOW);
    });
    await report(copy);
    await report(copy);
    expect((await withLedger((ledger) => ledger.annotations()))[0]?.annotation).toMatchObject({
      tags: ['urgente', 'gara'],
      note: 'Altro.\n\nRichiamare.',
    });
  });

  it('stops with the reason when the disk is full, and is taken up again later', async () => {
    await forget();
    const put = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(report(copy)).rejects.toBeInstanceOf(StorageFull);
    put.mockRestore();
    expect(await report(copy)).toMatchObject({ unread: 0 });
  });

  it('ends when it is cancelled, and what was recorded until then stays whole', async () => {
    await forget();
    const controller = new AbortController();
    await expect(report(copy, { signal: controller.signal, onProgress: () => controller.abort() })).rejects.toThrow(/abort/i);
    expect((await withLedger((ledger) => ledger.check(new AbortController().signal, () => undefined))).findings).toEqual([]);
  });
});
