// Seals in the ledger: made over everything that is there, kept with what came back for them, and told of in the journal.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../verify/bytes';
import type { JournalEntry } from '../journal';
import { findFreshAnswers } from '../seal/fresh-answers';
import type { Seal, SealAnswer } from '../seal/seal';
import { isSealWhole } from '../seal/seal-book';
import { encodeSealFile, toSealFile } from '../seal/seal-file';
import { countSealed, type SealedList, toSealedList, toSealedTree } from '../seal/sealed-list';
import { appendEntry, readState } from './ledger-state';
import type { LedgerDatabase } from './ledger-tables';

/** More on one seal than anybody asks for. */
const MAX_ANSWERS = 20;

type What = Pick<JournalEntry, 'at' | 'event' | 'subject'>;

const writeEntries = async (database: LedgerDatabase, entries: readonly What[]): Promise<void> => {
  let state = await readState(database);
  for (const what of entries) state = await appendEntry(database, state, what);
  await database.state.put(state);
};

const toEntries = (seal: Seal, list: SealedList | null, answers: readonly SealAnswer[], at: string): What[] => [
  ...(list === null ? [] : [{ at, event: 'sealed', subject: `${seal.id} ${countSealed(list)}` } satisfies What]),
  ...answers.map((answer): What => ({ at, event: 'seal-answered', subject: `${seal.id} ${answer.sha256}` })),
];

/** A seal that is there already only gains answers. */
const putSeal = (database: LedgerDatabase, seal: Seal, list: SealedList, at: string): Promise<Seal> => {
  const { seals, sealLists, journal, state } = database;
  return database.transaction('rw', [seals, sealLists, journal, state], async () => {
    const known = await seals.get(seal.id);
    const fresh = findFreshAnswers(known, seal);
    const merged: Seal = { ...(known ?? seal), answers: [...(known?.answers ?? []), ...fresh].slice(0, MAX_ANSWERS) };
    if (known && fresh.length === 0) return known;
    await seals.put(merged);
    if (!known) await sealLists.put({ id: seal.id, list });
    await writeEntries(database, toEntries(seal, known ? null : list, merged.answers.slice(known?.answers.length ?? 0), at));
    return merged;
  });
};

/** What is recorded while it is made belongs to the next one. It is also over the time-stamps beside messages and over what came back for earlier
 * seals: so it renews those, before the certificates behind those end (the idea of RFC 4998 section 5.2). */
export const makeSeal = async (database: LedgerDatabase, now: string): Promise<Seal | null> => {
  const { evidence, tokens, seals: known } = database;
  const keys = [evidence.toCollection().primaryKeys(), tokens.toCollection().primaryKeys()] as const;
  const [hashes, stamps, seals] = await Promise.all([...keys, known.toArray()]);
  if (hashes.length === 0) return null;
  const list = toSealedList([...hashes, ...stamps, ...seals.flatMap(({ answers }) => answers.map((answer) => answer.sha256))]);
  const file = encodeSealFile(toSealFile(now.slice(0, 10), toSealedTree(list)));
  return putSeal(database, { id: toHex(sha256(file)), file, madeAt: now, answers: [] }, list, now);
};

export const answerSeal = async (database: LedgerDatabase, id: string, answer: SealAnswer): Promise<void> => {
  const [seal, row] = await Promise.all([database.seals.get(id), database.sealLists.get(id)]);
  if (seal && row) await putSeal(database, { ...seal, answers: [answer] }, row.list, answer.addedAt);
};

/** Only what is whole in itself; before when it existed is judged whenever it is read. */
export const restoreSeal = async (database: LedgerDatabase, seal: Seal, list: SealedList, now: string): Promise<boolean> => {
  if (!isSealWhole(seal, list)) return false;
  await putSeal(database, seal, list, now);
  return true;
};

/** @param from day or instant, ISO 8601; as `to`, which counts as well */
export const findUncovered = async (
  { summaries, evidence }: LedgerDatabase,
  from: string,
  to: string,
  isCovered: (hash: string) => boolean,
): Promise<string | null> => {
  const index = 'summary.provenUntil';
  const days = (await summaries.where(index).between(from.slice(0, 10), to.slice(0, 10), true, true).uniqueKeys()) as string[];
  for (const day of days) {
    const identifiers = await summaries.where(index).equals(day).primaryKeys();
    const hashes = await evidence.where('identifier').anyOf(identifiers).primaryKeys();
    if (!hashes.every(isCovered)) return day;
  }
  return null;
};
