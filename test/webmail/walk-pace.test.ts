// The pace beside walks in other tabs of the same webmail: no request before its turn, and none by a turn that was given long ago.
import { expect, it } from 'vitest';
import { createWalkPace, WALK_PAUSE_MS } from '../../lib/webmail/walk/walk-pace';

/** A clock that only waiting moves; `turn` says how long the other tabs make a request wait. */
const createPace = (turn: (order: number) => number) => {
  let [time, turns] = [0, 0];
  const pace = createWalkPace({
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    takeTurn: async () => {
      time += turn(++turns);
    },
  });
  return { pace, now: () => time, turns: () => turns };
};

it('waits for its turn before each request, beside its own pause', async () => {
  const { pace, now } = createPace(() => 700);
  const times: number[] = [];
  for (let request = 0; request < 3; request += 1) times.push((await pace.turn()) ? now() : -1);
  expect(times).toEqual([700, 700 + WALK_PAUSE_MS + 700, 2 * (700 + WALK_PAUSE_MS) + 700]);
});

it('that is paused meanwhile makes no request, and waits for another turn when it goes on', async () => {
  const paused = createPace((order) => {
    if (order === 1) paused.pace.pause();
    return 0;
  });
  let isGiven = false;
  const given = paused.pace.turn().then((may) => {
    isGiven = may;
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect([isGiven, paused.turns()]).toEqual([false, 1]);
  paused.pace.resume();
  await given;
  expect([isGiven, paused.turns()]).toEqual([true, 2]);
});

it('that is cancelled meanwhile makes none; what must be asked all the same is', async () => {
  const cancelled = createPace(() => {
    cancelled.pace.cancel();
    return 0;
  });
  expect(await cancelled.pace.turn()).toBe(false);
  expect(await cancelled.pace.turn({ always: true })).toBe(true);
});
