// Rows that went one by one, while the ledger still says that it has them: counting finds them, and the user can go on without them.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { acceptLoss, countLedger, withLedger, writeLedger } from '../../lib/extension/recording/with-ledger';
import { ANNA, accepted, BRUNO, delivered, noticed } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { installFakeExtension } from './fake-extension';

const record = (evidence: ReturnType<typeof accepted>) => writeLedger((ledger) => ledger.record(toJudged(evidence)));
const look = async () => (await withLedger(async () => null)).harm;

const loseOneOf = async (...tables: ('evidence' | 'bytes')[]): Promise<void> => {
  const database = await new Dexie('ledger').open();
  const [first = ''] = await database.table('evidence').toCollection().primaryKeys();
  for (const table of tables) await database.table(table).delete(first);
  database.close();
};

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  for (const evidence of [accepted(), delivered(ANNA, 1), delivered(BRUNO, 2)]) await record(evidence);
});

it.each([
  ['a piece', ['evidence', 'bytes']],
  ['the octets of a piece', ['bytes']],
] as const)('%s', async (_, tables) => {
  expect(await countLedger()).toBeNull();
  await loseOneOf(...tables);
  expect(await look()).toBeNull();
  expect(await countLedger()).toBe('ledger-lost');
  await record(noticed(ANNA, 12));
  expect(await countLedger()).toBe('ledger-lost');
  await acceptLoss();
  expect(await countLedger()).toBeNull();
  await record(delivered('altro@pec.two.example', 3));
  expect([await look(), await countLedger()]).toEqual([null, null]);
});
