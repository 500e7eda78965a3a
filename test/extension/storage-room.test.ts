// Room on the disk: what is refused, what a browser that does not say is taken for, and how a full one is told.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demandRoom, SMALL_RESERVE } from '../../lib/extension/recording/storage-room';
import { storeLocally } from '../../lib/extension/settings/store-locally';
import { installFakeExtension } from './fake-extension';
import { fillDisk } from './full-disk';

const MB = 1024 * 1024;

beforeEach(() => void installFakeExtension());
afterEach(() => void vi.unstubAllGlobals());

describe('a nearly full disk', () => {
  it('takes nothing that would leave less than the reserve', async () => {
    fillDisk(36 * MB);
    await demandRoom(4 * MB);
    await expect(demandRoom(4 * MB + 1)).rejects.toMatchObject({ name: 'StorageFull' });
  });

  it('has a second reserve, for opening and for the few octets that follow', async () => {
    fillDisk(20 * MB);
    await expect(demandRoom()).rejects.toMatchObject({ name: 'StorageFull' });
    await demandRoom(0, SMALL_RESERVE);
  });

  it('is noticed at once, when it fills up and when it is emptied', async () => {
    const disk = fillDisk(100 * MB);
    await demandRoom();
    disk.room = 0;
    await expect(demandRoom()).rejects.toMatchObject({ name: 'StorageFull' });
    disk.room = 100 * MB;
    await demandRoom();
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
    await expect(storeLocally({ a: 1 })).rejects.toMatchObject({ name: 'StorageFull' });
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
    const disk = fillDisk(100 * MB);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementationOnce(async () => {
      disk.room = 0;
      throw new Error('An unexpected error occurred');
    });
    await expect(storeLocally({ a: 1 })).rejects.toMatchObject({ name: 'StorageFull' });
  });
});
