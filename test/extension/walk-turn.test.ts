// The turns of walks in several tabs: a pause apart on one webmail, side by side on two.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeWalkTurn } from '../../lib/extension/walks/walk-turn';
import { WALK_PAUSE_MS } from '../../lib/webmail/walk/walk-pace';

/** As browsers do: one holder of each name at a time, the others in their order. */
const createLocks = () => {
  const last = new Map<string, Promise<unknown>>();
  return {
    request: (name: string, work: () => Promise<unknown>): Promise<unknown> => {
      const mine = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(name, mine);
      return mine;
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: createLocks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const play = async (...hosts: string[]): Promise<number[]> => {
  const start = Date.now();
  const times = hosts.map((host) => takeWalkTurn(host).then(() => Date.now() - start));
  await vi.advanceTimersByTimeAsync(10_000);
  return Promise.all(times);
};

it('come one pause of a walk apart on one webmail, in the order in which they were asked for', async () => {
  expect(await play('posta.example', 'posta.example', 'posta.example')).toEqual([0, WALK_PAUSE_MS, 2 * WALK_PAUSE_MS]);
});

it('of two webmails do not wait for each other', async () => {
  expect(await play('posta.example', 'altra.example')).toEqual([0, 0]);
});

it('are given at once where the browser has no locks to give', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new Error('none')) } });
  expect(await play('posta.example', 'posta.example')).toEqual([0, 0]);
});
