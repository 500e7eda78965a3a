// Room on the disk: what is refused, how often the browser is asked, and that room which comes back is noticed.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SMALL_RESERVE } from '../../lib/extension/storage-room';
import { storeLocally } from '../../lib/extension/store-locally';
import { installFakeExtension } from './fake-extension';
import { fillDisk } from './full-disk';

const MB = 1024 * 1024;

let demandRoom: typeof import('../../lib/extension/storage-room')['demandRoom'];

beforeEach(async () => {
  installFakeExtension();
  vi.resetModules();
  ({ demandRoom } = await import('../../lib/extension/storage-room'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a nearly full disk', () => {
  it('takes nothing once less than the reserve would be left', async () => {
    const disk = fillDisk(36 * MB);
    await demandRoom(4 * MB);
    disk.room = 32 * MB;
    await expect(demandRoom(1)).rejects.toMatchObject({ name: 'StorageFull' });
  });

  it('counts what is written at the same time', async () => {
    fillDisk(35 * MB);
    const answers = await Promise.allSettled([1, 2, 1].map((size) => demandRoom(size * MB)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('still takes what is smaller than what it refused', async () => {
    fillDisk(36 * MB);
    await expect(demandRoom(100 * MB)).rejects.toMatchObject({ name: 'StorageFull' });
    await demandRoom(3 * MB);
  });

  it('has a second reserve for the few octets that follow', async () => {
    fillDisk(20 * MB);
    await expect(demandRoom()).rejects.toMatchObject({ name: 'StorageFull' });
    await demandRoom(0, SMALL_RESERVE);
  });

  it('is noticed half a second after it filled up, and after it was emptied', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const disk = fillDisk(100 * MB);
    await demandRoom();
    disk.room = 0;
    vi.advanceTimersByTime(499);
    await demandRoom();
    vi.advanceTimersByTime(1);
    await expect(demandRoom()).rejects.toMatchObject({ name: 'StorageFull' });
    disk.room = 100 * MB;
    vi.advanceTimersByTime(500);
    await demandRoom();
  });

  it('is noticed at the next four megabytes, however fast they come', async () => {
    const disk = fillDisk(100 * MB);
    await demandRoom(3 * MB);
    disk.room = 0;
    await demandRoom(MB);
    await expect(demandRoom(1)).rejects.toMatchObject({ name: 'StorageFull' });
    expect(disk.asked).toBe(2);
  });
});

describe('a browser that does not say', () => {
  it.each([
    ['has no such question', undefined],
    ['fails to answer', { estimate: () => Promise.reject(new Error('no')) }],
    ['answers with nothing', { estimate: async () => ({}) }],
  ])('%s: is asked to write', async (_, storage) => {
    vi.stubGlobal('navigator', { storage });
    await demandRoom(500 * MB);
  });
});

describe('storage.local', () => {
  it('is not even tried on a full disk', async () => {
    fillDisk(SMALL_RESERVE - 1);
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    const { storeLocally: store } = await import('../../lib/extension/store-locally');
    await expect(store({ a: 1 })).rejects.toMatchObject({ name: 'StorageFull' });
    expect(set).not.toHaveBeenCalled();
  });

  it.each([
    ['IO error: /p/000003.log: No space left on device (ChromeMethodBFE: 9::WritableFileAppend::8)', 'StorageFull'],
    ['QuotaExceededError: storage.local API call exceeded its quota limitations.', 'StorageFull'],
    ['An unexpected error occurred', 'LedgerUnavailable'],
  ])('that answers %j: %s', async (message, name) => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error(message));
    await expect(storeLocally({ a: 1 })).rejects.toMatchObject({ name });
  });

  it('whose error says nothing, on a disk that filled up meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const disk = fillDisk(100 * MB);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementationOnce(async () => {
      disk.room = 0;
      vi.advanceTimersByTime(500);
      throw new Error('An unexpected error occurred');
    });
    const { storeLocally: store } = await import('../../lib/extension/store-locally');
    await expect(store({ a: 1 })).rejects.toMatchObject({ name: 'StorageFull' });
  });
});
