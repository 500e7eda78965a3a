// The walk itself, on a clock of its own: pace, pause, cancel, what stops it, and going on where it was.
import { describe, expect, it } from 'vitest';
import type { FolderItem, FolderList } from '../../lib/webmail/adapter';
import { isCovered } from '../../lib/webmail/sight/covered';
import { type ReadOutcome, startWalk, type Walk, type WalkRecord } from '../../lib/webmail/walk/walk-folder';
import { WALK_PAUSE_MS } from '../../lib/webmail/walk/walk-pace';

const item = (uid: number, witness = `subject ${uid}`): FolderItem => ({
  key: `key-${uid}`,
  uid,
  witness,
  source: { url: `https://webmail.example/?${uid}`, headers: {}, fidelity: 'exact' },
});
const items = (...uids: number[]): FolderItem[] => uids.map((uid) => item(uid));

type Play = {
  list: FolderItem[] | FolderList;
  read?(uid: number, walk: () => Walk): ReadOutcome | Promise<ReadOutcome>;
  before?: WalkRecord | null;
  isResumed?: boolean;
  listRequests?: number;
};

/** Plays a walk; `at` are the times of its requests, `busy` the most that ever ran at once. */
const play = ({ list, read = () => ({ result: 'pec' }), before = null, isResumed = false, listRequests = 1 }: Play) => {
  const seen = { at: [] as number[], read: [] as number[], saved: [] as WalkRecord[], busy: 0, sleeping: 0 };
  let [time, open] = [1_790_000_000_000, 0];
  const ask = async <T>(answer: () => T | Promise<T>): Promise<T> => {
    seen.at.push(time);
    open += 1;
    seen.busy = Math.max(seen.busy, open);
    await Promise.resolve();
    const given = await answer();
    time += 30;
    open -= 1;
    return given;
  };
  const walk: Walk = startWalk(
    {
      now: () => time,
      sleep: async (milliseconds) => {
        time += milliseconds;
        await new Promise((resolve) => setTimeout(resolve));
      },
      takeTurn: async () => undefined,
      async list(asking) {
        for (let request = 0; request < listRequests; request += 1) {
          const answer = await asking({ url: 'https://webmail.example/', headers: {} });
          if (!answer.ok) return answer;
        }
        return Array.isArray(list) ? { ok: true, items: list } : list;
      },
      fetchList: () => ask(() => ({ ok: true, text: '{}' })),
      read: ({ uid }) =>
        ask(() => {
          seen.read.push(uid);
          return read(uid, () => walk);
        }),
      save: async (record) => void seen.saved.push(structuredClone(record)),
    },
    before,
    isResumed,
  );
  return { ...seen, seen, walk };
};

const last = (records: WalkRecord[]): WalkRecord => records.at(-1) as WalkRecord;

describe('a walk', () => {
  it('reads every message once, newest first, and counts', async () => {
    const { walk, seen } = play({
      list: [...items(3, 9, 5), item(9), item(3)],
      read: (uid) => ({ result: uid === 5 ? 'ordinary' : 'pec' }),
    });
    await walk.ended;
    expect(seen.read).toEqual([9, 5, 3]);
    expect(last(seen.saved)).toMatchObject({ status: 'done', total: 3, done: 3, pec: 2, unread: 0, known: 0, problem: null });
  });

  it('never asks twice at once, nor twice within a second', async () => {
    const { walk, seen } = play({ list: items(1, 2, 3, 4, 5), listRequests: 3 });
    await walk.ended;
    expect(seen.at).toHaveLength(8);
    expect(seen.busy).toBe(1);
    const gaps = seen.at.slice(1).map((at, index) => at - (seen.at[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(WALK_PAUSE_MS);
  });

  it('of an empty folder is done at once', async () => {
    const { walk, seen } = play({ list: [] });
    await walk.ended;
    expect(last(seen.saved)).toMatchObject({ status: 'done', total: 0, done: 0 });
  });

  it('keeps nothing of the messages or the session in its record', async () => {
    const { walk, seen } = play({ list: items(1, 2) });
    await walk.ended;
    expect(JSON.stringify(seen.saved)).not.toMatch(/key-|subject|webmail\.example/);
  });
});

describe('orders', () => {
  it('pause holds the next request until it is resumed, and is kept', async () => {
    const { walk, seen } = play({
      list: items(1, 2, 3),
      read: (uid) => {
        if (uid === 3) walk.pause();
        return { result: 'pec' };
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([seen.read, walk.record().status, last(seen.saved).status]).toEqual([[3], 'paused', 'paused']);
    walk.resume();
    await walk.ended;
    expect([seen.read, walk.record().status]).toEqual([[3, 2, 1], 'done']);
  });

  it('cancel ends it before the next request, also out of a pause, and what was read counts', async () => {
    const { walk, seen } = play({
      list: items(1, 2, 3),
      read: (uid) => {
        if (uid === 2) walk.pause();
        return { result: 'pec' };
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    walk.cancel();
    await walk.ended;
    expect(seen.read).toEqual([3, 2]);
    expect(last(seen.saved)).toMatchObject({ status: 'cancelled', done: 2, total: 3 });
  });

  it('cancel while a message is judged: only what came to the ledger counts', async () => {
    for (const [result, done] of Object.entries({ pec: 2, ordinary: 2, unread: 1, unavailable: 1 })) {
      const read = (uid: number, walk: () => Walk): ReadOutcome => {
        if (uid === 2) walk().cancel();
        return { result: uid === 2 ? result : 'pec' } as ReadOutcome;
      };
      const { walk, seen } = play({ list: items(1, 2, 3), read });
      await walk.ended;
      expect([seen.read, last(seen.saved).status, last(seen.saved).done]).toEqual([[3, 2], 'cancelled', done]);
    }
  });

  it('cancel while it lists reads nothing', async () => {
    const { walk, seen } = play({ list: items(1), listRequests: 3 });
    walk.cancel();
    await walk.ended;
    expect([seen.read, last(seen.saved).status]).toEqual([[], 'cancelled']);
  });
});

describe('what stops it', () => {
  it.each(['session-expired', 'offline', 'too-many-requests', 'storage-full'] as const)('%s, where it is', async (problem) => {
    const { walk, seen } = play({ list: items(1, 2, 3), read: (uid) => (uid === 2 ? { result: 'stop', problem } : { result: 'pec' }) });
    await walk.ended;
    expect(seen.read).toEqual([3, 2]);
    expect(last(seen.saved)).toMatchObject({ status: 'stopped', problem, done: 1, total: 3 });
  });

  it('a list that cannot be read', async () => {
    const { walk, seen } = play({ list: { ok: false, problem: 'search-open' } });
    await walk.ended;
    expect(last(seen.saved)).toMatchObject({ status: 'stopped', problem: 'search-open' });
  });

  it('three messages in a row that are not given; one alone is only counted', async () => {
    const one = play({ list: items(1, 2, 3), read: (uid) => ({ result: uid === 2 ? 'unavailable' : 'pec' }) });
    await one.walk.ended;
    expect(last(one.seen.saved)).toMatchObject({ status: 'done', done: 3, unread: 1, pec: 2 });
    const all = play({ list: items(1, 2, 3, 4, 5), read: () => ({ result: 'unavailable' }) });
    await all.walk.ended;
    expect(last(all.seen.saved)).toMatchObject({ status: 'stopped', problem: 'source-unavailable' });
    expect(all.seen.read).toEqual([5, 4, 3]);
  });

  it('a fault of our own, which does not leave it looking as if it ran', async () => {
    const { walk, seen } = play({ list: items(1), read: () => Promise.reject(new Error('fault')) });
    await walk.ended;
    expect(last(seen.saved)).toMatchObject({ status: 'stopped', problem: 'internal-error' });
  });
});

describe('going on', () => {
  const cutOff = async (list: FolderItem[], after: number): Promise<WalkRecord> => {
    const { walk, seen } = play({
      list,
      read: () => (seen.read.length > after ? { result: 'stop', problem: 'offline' } : { result: 'pec' }),
    });
    await walk.ended;
    return last(seen.saved);
  };

  it('continues after the last message and its counts', async () => {
    const before = await cutOff(items(1, 4, 6, 9), 2);
    const { walk, seen } = play({ list: items(1, 4, 6, 9), before, isResumed: true });
    await walk.ended;
    expect(seen.read).toEqual([4, 1]);
    expect(last(seen.saved)).toMatchObject({ status: 'done', total: 4, done: 4, pec: 4, known: 0 });
  });

  it('reads mail that arrived meanwhile, and nothing twice because of it', async () => {
    const before = await cutOff(items(1, 4, 6, 9), 2);
    const { walk, seen } = play({ list: items(1, 4, 6, 9, 10, 12), before, isResumed: true });
    await walk.ended;
    expect(seen.read).toEqual([12, 10, 4, 1]);
    expect(last(seen.saved)).toMatchObject({ total: 6, done: 6, pec: 6 });
  });

  it('tries again what could not be read', async () => {
    const first = play({ list: items(1, 2, 3), read: (uid) => ({ result: uid === 2 ? 'unread' : 'pec' }) });
    await first.walk.ended;
    const { walk, seen } = play({ list: items(1, 2, 3), before: last(first.seen.saved), isResumed: true });
    await walk.ended;
    expect(seen.read).toEqual([2]);
    expect(last(seen.saved)).toMatchObject({ total: 3, done: 3, pec: 3, unread: 0 });
  });

  it('a new walk passes over what an earlier one read, and counts anew', async () => {
    const first = play({ list: items(1, 2, 3) });
    await first.walk.ended;
    const { walk, seen } = play({ list: items(1, 2, 3, 7), before: last(first.seen.saved) });
    await walk.ended;
    expect(seen.read).toEqual([7]);
    expect(last(seen.saved)).toMatchObject({ status: 'done', total: 1, done: 1, known: 3 });
    expect(last(seen.saved).covered.length).toBeLessThanOrEqual(2);
  });

  it('starts over where the numbers mean other messages now', async () => {
    const first = play({ list: items(1, 2, 3) });
    await first.walk.ended;
    const renumbered = [item(1, 'subject 1'), item(2, 'another'), item(3, 'subject 3')];
    const changed = play({ list: renumbered, before: last(first.seen.saved) });
    await changed.walk.ended;
    expect(changed.seen.read).toEqual([3, 2, 1]);
    const strange = play({ list: items(101, 102), before: { ...last(first.seen.saved), covered: [[1, 500]] } });
    await strange.walk.ended;
    expect(strange.seen.read).toEqual([102, 101]);
  });

  it('holds thousands of messages in a few numbers', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => item(index * 7 + 1));
    const { walk, seen } = play({ list: many });
    await walk.ended;
    expect(last(seen.saved).covered).toEqual([[1, 2999 * 7 + 1]]);
    expect(isCovered(last(seen.saved).covered, 2999 * 7 + 2)).toBe(false);
  });
});
