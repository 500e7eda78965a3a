// Ledgers as earlier versions of Ceralacca left them. Each was written down by that version's own code, and so is the next: in a checkout of
// the last commit of a schema (1: c0085e4, 2: 9b89d95, 3: 2c68174, 4: cfab1bd, 5: 44f9f26, 6: 1b8bf3b), with fill-ledger.ts and write-old-ledger.ts laid
// there, `npx tsx test/ledger/store/write-old-ledger.ts > <name>-ledger.json`.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

const NAMES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

/** By its schema, from 1. */
export const OLD_VERSIONS: readonly number[] = NAMES.map((_, index) => index + 1);

type Written = { version: number; schema: Record<string, string>; rows: Record<string, unknown[]> };

/** What JSON has no word for is `{octets}`, or `{blob}` where the database kept a file; packed. */
const revive = (_: string, value: unknown): unknown => {
  const { octets, blob } = (value ?? {}) as { octets?: string; blob?: string };
  if (octets !== undefined) return new Uint8Array(gunzipSync(Buffer.from(octets, 'base64')));
  return blob === undefined ? value : new Blob([gunzipSync(Buffer.from(blob, 'base64'))]);
};

const readWritten = (version: number): Written => {
  const text = readFileSync(new URL(`./${NAMES[version - 1]}-ledger.json`, import.meta.url), 'utf8');
  const written = JSON.parse(text, revive) as Written;
  if (written.version !== version) throw new Error(`${written.version} is not the version ${version}`);
  return written;
};

/** The database `test` with the tables of that version, and with what `fillLedger` left there. */
export const createOldLedger = async (version: number, isEmpty = false): Promise<IDBFactory> => {
  const { schema, rows } = readWritten(version);
  const indexedDB = new IDBFactory();
  const database = new Dexie('test', { indexedDB, IDBKeyRange });
  database.version(version).stores(schema);
  await database.open();
  if (!isEmpty) for (const [name, held] of Object.entries(rows)) await database.table(name).bulkAdd(held);
  database.close();
  return indexedDB;
};
