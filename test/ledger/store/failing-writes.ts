// Lets the nth write to the database fail, as a disk or a dying process would: for "all or nothing" at every step.
import { IDBObjectStore } from 'fake-indexeddb';
import { vi } from 'vitest';

const WRITES = ['add', 'put', 'delete', 'clear'] as const;

export type FailingWrites = { count(): number; restore(): void };

/** @param failing number of the write that fails, from 1; 0 only counts */
export const failWrite = (failing: number): FailingWrites => {
  let count = 0;
  const spies = WRITES.map((name) => {
    const original = IDBObjectStore.prototype[name] as (...values: unknown[]) => unknown;
    return vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
      count += 1;
      if (count === failing) throw new DOMException('the process died here', 'TimeoutError');
      return original.apply(this, values);
    } as never);
  });
  return {
    count: () => count,
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
};
