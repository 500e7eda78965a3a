// The gate: in order, within its room, and empty in the end.
import { describe, expect, it } from 'vitest';
import { createGate } from '../../lib/extension/sources/gate';

const settled = async (promise: Promise<void>): Promise<boolean> => Promise.race([promise.then(() => true), Promise.resolve(false)]);
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('createGate', () => {
  it('lets in by number and by size, in the order of arrival', async () => {
    const gate = createGate({ jobs: 2, bytes: 100 });
    const order: string[] = [];
    const enter = (name: string, size: number): void => void gate.enter(size).then(() => order.push(name));
    enter('a', 60);
    enter('b', 60);
    enter('c', 10);
    await soon();
    expect(order).toEqual(['a']);
    gate.leave(60);
    await soon();
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('lets what is larger than all room in alone', async () => {
    const gate = createGate({ jobs: 9, bytes: 100 });
    await gate.enter(500);
    const second = gate.enter(1);
    expect(await settled(second)).toBe(false);
    gate.leave(500);
    await second;
  });

  it('is empty when all have left, also after those who waited were sent away', async () => {
    const gate = createGate({ jobs: 1, bytes: 100 });
    await gate.enter(1);
    void gate.enter(1);
    const empty = gate.whenEmpty();
    const few = gate.whenWaiting(0);
    expect([await settled(empty), await settled(few)]).toEqual([false, false]);
    gate.clear();
    await few;
    gate.leave(1);
    await empty;
  });
});
