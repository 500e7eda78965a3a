// Walks a folder: lists what claims to be PEC, reads each message once, newest first, and keeps a record from which it can go on.
import type { Ask, FolderItem, FolderList, ListProblem } from '../adapter';
import { cover, isCovered, type Stretch } from '../sight/covered';
import { type Clock, createWalkPace, type WalkPace } from './walk-pace';

export type WalkProblem =
  | Exclude<ListProblem, 'cancelled'>
  | 'storage-full'
  | 'ledger-unavailable'
  | 'private-window'
  | 'extension-updated'
  | 'internal-error';

/** `listing` and `reading` in a record that nobody is working on: the walk was cut off. */
export type WalkStatus = 'listing' | 'reading' | 'paused' | 'stopped' | 'cancelled' | 'done';

/** What is kept of a walk, so that it can be shown and taken up again; nothing of the session and nothing of the messages. */
export type WalkRecord = {
  status: WalkStatus;
  /** ISO 8601 UTC. */
  startedAt: string;
  total: number;
  done: number;
  /** How many of them are PEC, whatever the verdict. */
  pec: number;
  /** How many could not be read. */
  unread: number;
  /** Read in an earlier walk and not read again. */
  known: number;
  problem: WalkProblem | null;
  covered: Stretch[];
  /** Uids with a digest of what never changes about them: where one differs, the folder was numbered anew. */
  witnesses: [uid: number, digest: number][];
};

/** `stop` ends the walk; `unread` is a trouble of this one message. */
export type ReadOutcome = { result: 'pec' | 'ordinary' | 'unread' | 'unavailable' } | { result: 'stop'; problem: WalkProblem };

export type WalkDoor = Clock & {
  list(ask: Ask): Promise<FolderList>;
  fetchList: Ask;
  read(item: FolderItem, signal: AbortSignal): Promise<ReadOutcome>;
  /** After every step; a record that could not be kept costs only reading again. */
  save(record: WalkRecord): Promise<void>;
};

export type Walk = { record(): WalkRecord; pause(): void; resume(): void; cancel(): void; ended: Promise<void> };

const MAX_WITNESSES = 5;
/** One message may be gone; several in a row are the webmail. */
const MAX_UNAVAILABLE = 3;

/** FNV-1a, 32 bits: no secret is kept by it, it only has to differ. */
const toDigest = (text: string): number => {
  let digest = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(text)) digest = Math.imul(digest ^ octet, 0x01000193) >>> 0;
  return digest;
};

const toWitness = ({ uid, witness }: FolderItem): WalkRecord['witnesses'][number] => [uid, toDigest(witness)];

/** What was read before counts only while the folder still knows one of those messages under its number, and none under another. */
const isSameFolder = ({ witnesses }: WalkRecord, items: readonly FolderItem[]): boolean => {
  const digests = new Map(items.map(toWitness));
  const met = witnesses.filter(([uid]) => digests.has(uid));
  return met.length > 0 && met.every(([uid, digest]) => digests.get(uid) === digest);
};

const begin = (now: number): WalkRecord => ({
  ...{ status: 'listing', startedAt: new Date(now).toISOString(), problem: null },
  ...{ total: 0, done: 0, pec: 0, unread: 0, known: 0, covered: [], witnesses: [] },
});

type State = { record: WalkRecord; show(change: Partial<WalkRecord>): Promise<void> };

/** What could not be read is tried again, so it does not count as done any more. */
const plan = async ({ record, show }: State, items: readonly FolderItem[], isResumed: boolean): Promise<FolderItem[]> => {
  const isKnown = isSameFolder(record, items);
  const covered = isKnown ? record.covered : [];
  const due = items.filter(({ uid }) => !isCovered(covered, uid));
  const before = isResumed && isKnown ? { done: record.done - record.unread, pec: record.pec, known: record.known } : null;
  await show({
    ...{ status: 'reading', covered, witnesses: items.slice(0, MAX_WITNESSES).map(toWitness), unread: 0 },
    ...(before ?? { done: 0, pec: 0, known: items.length - due.length }),
    total: (before?.done ?? 0) + due.length,
  });
  return due;
};

const countRead = ({ record, show }: State, result: 'pec' | 'ordinary' | 'unread' | 'unavailable', covered: Stretch[]): Promise<void> => {
  const isRead = result === 'pec' || result === 'ordinary';
  return show({
    done: record.done + 1,
    pec: record.pec + (result === 'pec' ? 1 : 0),
    unread: record.unread + (isRead ? 0 : 1),
    covered: isRead ? covered : record.covered,
  });
};

/** Newest first: what a user looks for is rarely old. Gives how it ended. */
const readAll = async (
  state: State,
  items: FolderItem[],
  due: FolderItem[],
  door: WalkDoor,
  pace: WalkPace,
): Promise<WalkProblem | null> => {
  const next = new Map(items.map(({ uid }, index) => [uid, items[index - 1]?.uid]));
  let unavailable = 0;
  for (const item of due) {
    if (!(await pace.turn())) return null;
    const outcome = await door.read(item, pace.signal);
    // What was judged while somebody cancelled is in the ledger, and counts.
    if (pace.signal.aborted && outcome.result !== 'pec' && outcome.result !== 'ordinary') return null;
    if (outcome.result === 'stop') return outcome.problem;
    unavailable = outcome.result === 'unavailable' ? unavailable + 1 : 0;
    if (unavailable === MAX_UNAVAILABLE) return 'source-unavailable';
    await countRead(state, outcome.result, cover(state.record.covered, item.uid, next.get(item.uid)));
  }
  return null;
};

/** @param before the record to go on from; `isResumed` continues its counts, otherwise only what was read is taken over */
export const startWalk = (door: WalkDoor, before: WalkRecord | null, isResumed: boolean): Walk => {
  const pace = createWalkPace(door);
  const fresh = begin(door.now());
  const state: State = {
    record:
      before === null
        ? fresh
        : { ...(isResumed ? before : { ...fresh, covered: before.covered, witnesses: before.witnesses }), problem: null },
    async show(change) {
      state.record = { ...state.record, ...change };
      await door.save(toRecord());
    },
  };
  const toRecord = (): WalkRecord => {
    const isWorking = state.record.status === 'listing' || state.record.status === 'reading';
    return isWorking && pace.isPaused() ? { ...state.record, status: 'paused' } : state.record;
  };
  const ask: Ask = async (request, options) =>
    (await pace.turn(options)) ? door.fetchList(request, options) : { ok: false, problem: 'cancelled' };
  const run = async (): Promise<void> => {
    await state.show({ status: 'listing' });
    const listed = await door.list(ask);
    const problem = listed.ok ? await readListed(listed.items) : listed.problem;
    if (pace.signal.aborted || problem === 'cancelled') await state.show({ status: 'cancelled' });
    else await state.show(problem === null ? { status: 'done' } : { status: 'stopped', problem });
  };
  const readListed = async (listed: FolderItem[]): Promise<WalkProblem | null> => {
    const items = [...new Map(listed.map((item) => [item.uid, item])).values()].toSorted((left, right) => right.uid - left.uid);
    return readAll(state, items, await plan(state, items, isResumed), door, pace);
  };
  // A page that breaks under the walk must not leave it looking as if it ran.
  const crashed = (): Promise<void> => state.show({ status: 'stopped', problem: 'internal-error' });
  const order = (give: () => void) => (): void => {
    give();
    void door.save(toRecord());
  };
  const { pause, resume, cancel } = pace;
  return { record: toRecord, pause: order(pause), resume: order(resume), cancel, ended: run().catch(crashed) };
};
