// Ledgers as earlier versions of Ceralacca left them, for the migration: the schema and the rows of each, written without our code.
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
