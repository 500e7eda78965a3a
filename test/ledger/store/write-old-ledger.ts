// Writes down a ledger as the code beside it leaves it, for the day on which that is an older version: see old-ledger.ts.
import { gzipSync } from 'node:zlib';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openLedger } from '../../../lib/ledger/store';
import { fillLedger } from './fill-ledger';

/** Octets are told from text, and a file from octets in a row. */
const toJson = async (value: unknown): Promise<unknown> => {
  if (value instanceof Blob) return { blob: gzipSync(await value.arrayBuffer()).toString('base64') };
  if (value instanceof Uint8Array) return { octets: gzipSync(value).toString('base64') };
  if (Array.isArray(value)) return Promise.all(value.map(toJson));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await toJson(one)] as const)));
};

const indexedDB = new IDBFactory();
const ledger = openLedger({ name: 'test', indexedDB, IDBKeyRange });
await fillLedger(ledger);
ledger.close();
const database = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
const schema = database.tables.map(({ name, schema: { primKey, indexes } }) => [
  name,
  [primKey, ...indexes].map(({ src }) => src).join(', '),
]);
const rows = await Promise.all(database.tables.map(async (table) => [table.name, await toJson(await table.toArray())] as const));
console.log(JSON.stringify({ version: database.verno, schema: Object.fromEntries(schema), rows: Object.fromEntries(rows) }));
database.close();
