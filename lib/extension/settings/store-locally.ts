// Writes into storage.local, where the browser keeps a small database of its own, only while there is room; no room is told as such.
import { browser } from 'wxt/browser';
import { LedgerUnavailable } from '../../ledger/store/ledger-unavailable';
import { StorageFull } from '../../ledger/store/storage-full';
import { demandRoom, SMALL_RESERVE } from '../recording/storage-room';

/** In the words of Chromium's database and of Firefox. */
const NO_ROOM = /no space|quota/i;

/** @throws StorageFull, or LedgerUnavailable when it could not be written for another reason */
export const storeLocally = async (items: Record<string, unknown>): Promise<void> => {
  await demandRoom(0, SMALL_RESERVE);
  try {
    await browser.storage.local.set(items);
  } catch (cause) {
    if (NO_ROOM.test(String(cause))) throw new StorageFull('storage.local takes no more', { cause });
    // The disk may have filled up just now, and not every browser says so.
    await demandRoom(0, SMALL_RESERVE);
    throw new LedgerUnavailable('storage.local cannot be written', { cause });
  }
};
