// What the browser is asked and what is told of its answer: only what it promised counts, and no answer is no promise.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { persistStorage, readStorageState } from '../../lib/extension/recording/persist-storage';

const refuse = () => Promise.reject(new TypeError('not here'));

const setStorage = (storage: Partial<Record<'persist' | 'persisted' | 'estimate', () => Promise<unknown>>>): void => {
  vi.stubGlobal('navigator', { storage });
};
afterEach(() => vi.unstubAllGlobals());

describe('a promise to keep the ledger', () => {
  it.each([true, false])('is asked for once, and the answer given as it is: %s', async (answer) => {
    const persist = vi.fn(async () => answer);
    setStorage({ persist });
    expect(await persistStorage()).toBe(answer);
    expect(persist).toHaveBeenCalledOnce();
  });

  it('is none where the browser refuses the question', async () => {
    setStorage({ persist: refuse });
    expect(await persistStorage()).toBe(false);
  });

  it.each([true, false])('is told with what the ledger takes: %s', async (isPersistent) => {
    setStorage({ persisted: async () => isPersistent, estimate: async () => ({ usage: 4321 }) });
    expect(await readStorageState()).toEqual({ isPrivate: false, isPersistent, usedBytes: 4321 });
  });

  it('is not told of where nothing can be asked', async () => {
    setStorage({ persisted: refuse, estimate: refuse });
    expect(await readStorageState()).toEqual({ isPrivate: false, isPersistent: false, usedBytes: null });
  });
});
