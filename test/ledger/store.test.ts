// The ledger over a database: one evidence per bytes, whole transactions, loss and closure survived.
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JudgedMessage } from '../../lib/ledger/collect-evidence';
import { type Ledger, openLedger } from '../../lib/ledger/store';
import { StorageFull } from '../../lib/ledger/store/storage-full';
import type { Report } from '../../lib/verify/report';
import { ANNA, accepted, BRUNO, buildBareEvidence, delivered, IDENTIFIER, NOW } from './build-evidence';
import { toEvidence, toJudged } from './to-judged';

const enclosedBytes = new Map<string, Uint8Array>();
vi.mock('../../lib/verify/enclosed', () => ({ findEnclosedBytes: async (_: Uint8Array, sha256: string) => enclosedBytes.get(sha256) }));

let indexedDB: IDBFactory;
let ledger: Ledger;
const reopen = (): Ledger => openLedger({ name: 'test', indexedDB, IDBKeyRange });
beforeEach(() => {
  indexedDB = new IDBFactory();
  ledger = reopen();
});

describe('record', () => {
  it('keeps bytes, evidence and the row of the message together', async () => {
    const judged = toJudged(accepted());
    const { outcome, message } = await ledger.record(judged);
    expect(outcome).toBe('new');
    expect(message).toMatchObject({ identifier: IDENTIFIER, state: 'accepted' });
    expect(await ledger.bytesOf(judged.report.sha256)).toEqual(judged.bytes);
    expect(await ledger.evidence(judged.report.sha256)).toEqual(toEvidence(judged));
    expect(await ledger.message(IDENTIFIER, NOW)).toEqual(message);
    expect(await ledger.messageOf(judged.report.sha256, NOW)).toEqual(message);
  });

  it('makes one evidence of the same message seen twice', async () => {
    await ledger.record(toJudged(accepted()));
    expect((await ledger.record(toJudged(accepted(), '2026-09-20T00:00:00.000Z'))).outcome).toBe('known');
    expect(await ledger.evidenceOf(IDENTIFIER)).toEqual([toEvidence(toJudged(accepted()))]);
    expect((await ledger.census()).count).toBe(1);
  });

  it('counts a proof once an authority was added, and never loses it again', async () => {
    const judged = toJudged(accepted());
    const unproven: JudgedMessage = { ...judged, report: { ...judged.report, verdict: 'inconclusive' } };
    expect((await ledger.record(unproven)).message?.state).toBe('sent');
    expect((await ledger.record(judged)).message?.state).toBe('accepted');
    expect((await ledger.record({ ...unproven, recordedAt: '2027-01-01T00:00:00.000Z' })).message?.state).toBe('accepted');
  });

  it('refuses bytes that are not those of the report', async () => {
    const judged = toJudged(accepted());
    await expect(ledger.record({ ...judged, bytes: judged.bytes.slice(1) })).rejects.toMatchObject({ name: 'EvidenceMismatch' });
    expect((await ledger.census()).count).toBe(0);
  });

  it('keeps nothing of an ordinary mail, but the PEC inside by its own bytes', async () => {
    const inside = toJudged(accepted());
    enclosedBytes.set(inside.report.sha256, inside.bytes);
    const plain = toJudged(buildBareEvidence('not-pec'));
    expect(await ledger.record(plain)).toEqual({ outcome: 'nothing', message: null });
    const carrier = toJudged(buildBareEvidence('not-pec', { enclosed: [inside.report], salt: 'carrier' }));
    expect(await ledger.record(carrier)).toMatchObject({ outcome: 'new', message: { identifier: IDENTIFIER, state: 'accepted' } });
    expect(await ledger.bytesOf(carrier.report.sha256)).toBeUndefined();
    expect(await ledger.evidence(inside.report.sha256)).toMatchObject({ origin: 'enclosed' });
  });

  it('does not believe enclosed bytes that have another hash', async () => {
    const inside = accepted({ salt: 'swapped' });
    enclosedBytes.set(inside.sha256, new Uint8Array([1, 2, 3]));
    expect(await ledger.record(toJudged(buildBareEvidence('not-pec', { enclosed: [inside.report] })))).toEqual({
      outcome: 'nothing',
      message: null,
    });
  });

  it('keeps a copy of a view, not the buffer behind it', async () => {
    const judged = toJudged(accepted());
    const large = new Uint8Array(100_000);
    large.set(judged.bytes, 5000);
    await ledger.record({ ...judged, bytes: large.subarray(5000, 5000 + judged.bytes.length) });
    expect((await ledger.bytesOf(judged.report.sha256))?.buffer.byteLength).toBe(judged.bytes.length);
  });
});

describe('durability', () => {
  it('asks for strict transactions', async () => {
    const spy = vi.spyOn((await import('fake-indexeddb')).IDBDatabase.prototype, 'transaction');
    await ledger.record(toJudged(accepted()));
    const writes = spy.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.length).toBeGreaterThan(0);
    for (const call of writes) expect((call as unknown[])[2]).toMatchObject({ durability: 'strict' });
  });

  it('is there again after the ledger was closed and opened', async () => {
    const judged = toJudged(accepted());
    await ledger.record(judged);
    const before = await ledger.census();
    ledger.close();
    ledger = reopen();
    expect(await ledger.census()).toEqual(before);
    expect(await ledger.bytesOf(judged.report.sha256)).toEqual(judged.bytes);
  });

  it('opens again a database that the browser closed', async () => {
    const { IDBDatabase } = await import('fake-indexeddb');
    const original = IDBDatabase.prototype.transaction;
    let failures = 0;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: InstanceType<typeof IDBDatabase>, ...parameters) {
      if (failures-- > 0) {
        this.close();
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      }
      return original.apply(this, parameters);
    });
    await ledger.record(toJudged(accepted()));
    failures = 1;
    const answers = await Promise.all([ledger.message(IDENTIFIER, NOW), ledger.messages(NOW)]);
    expect(answers).toMatchObject([{ state: 'accepted' }, [{ state: 'accepted' }]]);
    expect(failures).toBeLessThan(1);
  });

  it('leaves no half evidence and says so when the disk is full', async () => {
    const { IDBObjectStore } = await import('fake-indexeddb');
    const original = IDBObjectStore.prototype.put;
    await ledger.record(toJudged(accepted()));
    const before = await ledger.census();
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: InstanceType<typeof IDBObjectStore>,
      ...parameters
    ) {
      if (this.name === 'bytes') throw new DOMException('no space', 'QuotaExceededError');
      return original.apply(this, parameters);
    });
    await expect(ledger.record(toJudged(delivered(ANNA)))).rejects.toMatchObject({ name: 'StorageFull' });
    full.mockRestore();
    expect(await ledger.census()).toEqual(before);
    expect((await ledger.message(IDENTIFIER, NOW))?.evidence).toHaveLength(1);
    expect((await ledger.record(toJudged(delivered(ANNA)))).outcome).toBe('new');
  });

  it('asks for room before it touches the database again after a failure', async () => {
    let isFull = false;
    const demandRoom = async (): Promise<void> => {
      if (isFull) throw new StorageFull('full');
    };
    const careful = openLedger({ name: 'test', indexedDB, IDBKeyRange, demandRoom });
    const { IDBObjectStore } = await import('fake-indexeddb');
    await careful.record(toJudged(accepted()));
    const broken = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      isFull = true;
      throw new DOMException('no space', 'QuotaExceededError');
    });
    await expect(careful.record(toJudged(delivered(ANNA)))).rejects.toMatchObject({ name: 'StorageFull' });
    broken.mockRestore();
    await expect(careful.census()).rejects.toMatchObject({ name: 'StorageFull' });
    isFull = false;
    expect(await careful.census()).toMatchObject({ count: 1 });
    careful.close();
  });

  it('says when there is no database to be had', async () => {
    const refusing = {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const blind = openLedger({ name: 'test', indexedDB: refusing, IDBKeyRange });
    await expect(blind.messages(NOW)).rejects.toMatchObject({ name: 'LedgerUnavailable' });
  });
});

describe('census', () => {
  it('changes with what is kept and not with the order of arrival', async () => {
    const [first, second] = [toJudged(accepted()), toJudged(delivered(ANNA))];
    const heads = new Set<string>();
    heads.add((await ledger.census()).head);
    await ledger.record(first);
    heads.add((await ledger.census()).head);
    await ledger.record(second);
    const whole = await ledger.census();
    heads.add(whole.head);
    expect(heads.size).toBe(3);
    const other = openLedger({ name: 'other', indexedDB, IDBKeyRange });
    await other.record(second);
    await other.record(first);
    const { count, head } = whole;
    expect(await other.census()).toMatchObject({ count, head });
  });

  it('counts what is really there when it is asked to', async () => {
    await ledger.record(toJudged(accepted()));
    await ledger.record(toJudged(delivered(ANNA)));
    expect(await ledger.count()).toEqual(await ledger.census());
    const raw = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
    await raw.table('bytes').delete(toJudged(delivered(ANNA)).report.sha256);
    raw.close();
    expect((await ledger.census()).count).toBe(2);
    expect((await ledger.count()).count).toBe(1);
  });
});

describe('linking by Message-ID', () => {
  it('moves a piece without identifier when its message turns up, and back when a second one does', async () => {
    const orphan = toJudged(delivered(BRUNO, 1, { facts: { identifier: '' } }));
    const ownKey = `sha256:${orphan.report.sha256}`;
    const reportOf = async (): Promise<string | undefined> => (await ledger.messageOf(orphan.report.sha256, NOW))?.identifier;
    await ledger.record(orphan);
    expect(await reportOf()).toBe(ownKey);
    await ledger.record(toJudged(accepted()));
    expect(await reportOf()).toBe(IDENTIFIER);
    expect(await ledger.message(ownKey, NOW)).toBeUndefined();
    await ledger.record(toJudged(accepted({ facts: { identifier: 'retry' } })));
    expect(await reportOf()).toBe(ownKey);
    expect((await ledger.message(IDENTIFIER, NOW))?.evidence).toHaveLength(1);
  });
});

const reportWithoutBytes = (report: Report): Report => ({ ...report, sha256: 'f'.repeat(64) });
it('a wrapper whose enclosed bytes cannot be found is kept by itself', async () => {
  const wrapper = toJudged(buildBareEvidence('inconclusive', { enclosed: [reportWithoutBytes(accepted().report)] }));
  expect(await ledger.record(wrapper)).toMatchObject({ outcome: 'new', message: { state: 'received', attention: ['unproven'] } });
});
