// Ledgers as earlier versions of Ceralacca left them, for the migration: the schema and the rows of each, written without our code.
import { readFileSync } from 'node:fs';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { JudgedMessage } from '../../../lib/ledger/collect-evidence';
import { toLinkKey } from '../../../lib/ledger/link';
import { toEvidence } from '../to-judged';

/** Version 1: evidence, bytes and whole messages; no journal, no state, no small rows. */
export const createFirstLedger = async (judged: readonly JudgedMessage[]): Promise<IDBFactory> => {
  const indexedDB = new IDBFactory();
  const database = new Dexie('test', { indexedDB, IDBKeyRange });
  database.version(1).stores({ evidence: 'sha256, identifier, messageId, orphanOf', bytes: 'sha256', messages: 'identifier, moment' });
  await database.open();
  for (const one of judged) {
    const { sha256, certified } = one.report;
    const row = { sha256, identifier: toLinkKey(one.report), evidence: toEvidence(one) };
    await database.table('evidence').add(certified?.messageId ? { ...row, messageId: certified.messageId } : row);
    await database.table('bytes').add({ sha256, bytes: one.bytes });
    await database.table('messages').put({ identifier: row.identifier, moment: 0, message: { identifier: row.identifier } });
  }
  database.close();
  return indexedDB;
};

/** Version 2, with journal, state and small rows: three pieces, a note, a copy that was finished before the third, a sending. Its rows were
 * written down when that version was the newest. */
export const createSecondLedger = async (): Promise<IDBFactory> => {
  const indexedDB = new IDBFactory();
  const database = new Dexie('test', { indexedDB, IDBKeyRange });
  database.version(2).stores({
    ...{ evidence: 'sha256, identifier, messageId, orphanOf, seq', bytes: 'sha256, seq', messages: 'identifier' },
    ...{ summaries: 'identifier, order, eye, recheckAt, entered, own', annotations: 'identifier' },
    ...{ sendings: 'id', journal: 'seq', state: 'name' },
  });
  await database.open();
  type Tables = Record<string, (Record<string, unknown> & { bytes?: string })[]>;
  const tables = JSON.parse(readFileSync(new URL('./second-ledger.json', import.meta.url), 'utf8')) as Tables;
  for (const [name, rows] of Object.entries(tables))
    await database
      .table(name)
      .bulkAdd(
        rows.map(({ bytes, ...row }) => (bytes === undefined ? row : { ...row, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) })),
      );
  database.close();
  return indexedDB;
};

const THIRD = {
  ...{ evidence: 'sha256, identifier, messageId, orphanOf, seq', bytes: 'sha256, seq', messages: 'identifier' },
  ...{ summaries: 'identifier, order, eye, recheckAt, entered, own', annotations: 'identifier', sendings: 'id' },
  ...{ journal: 'seq', state: 'name', tokens: 'sha256, seq, *of' },
};
const FOURTH = { ...THIRD, summaries: `${THIRD.summaries}, summary.provenUntil`, seals: 'id', sealLists: 'id' };
const STORES = {
  /** No seals, and no index of the days on which certificates end. */
  3: THIRD,
  4: FOURTH,
  /** Looked at a message that was warned when its provider's log was about to end, and not before. */
  5: FOURTH,
};

/** Before the fifth version bytes were kept in the rows. */
const toOldRow = async (row: unknown, version: number): Promise<unknown> => {
  const { bytes, ...others } = row as { bytes?: unknown };
  return bytes instanceof Blob && version < 5 ? { ...others, bytes: new Uint8Array(await bytes.arrayBuffer()) } : row;
};

/** With the rows of another database as that version would have written them. */
export const createLaterLedger = async (
  version: keyof typeof STORES,
  filled: IDBFactory,
  change: (row: unknown) => unknown = (row) => row,
): Promise<IDBFactory> => {
  const source = await new Dexie('test', { indexedDB: filled, IDBKeyRange }).open();
  const indexedDB = new IDBFactory();
  const database = new Dexie('test', { indexedDB, IDBKeyRange });
  database.version(version).stores(STORES[version]);
  await database.open();
  for (const name of Object.keys(STORES[version])) {
    const rows = await source.table(name).toArray();
    await database.table(name).bulkAdd(await Promise.all(rows.map((row) => toOldRow(change(row), version))));
  }
  source.close();
  database.close();
  return indexedDB;
};
