// Whether the disk has room for what is about to be done: Chromium, when it meets the end of the disk, can lose its whole database.
import { StorageFull } from '../../ledger/store/storage-full';

const MB = 1024 * 1024;

/** Left free: a database writes more than it is given, and later; and others fill the disk meanwhile. */
const RESERVE = 32 * MB;
/** For what should still work a little longer: opening a database, which writes as well, and the few octets that must follow what was written. */
export const SMALL_RESERVE = 16 * MB;

/** Infinite where the browser does not say: then it is asked to write, and refuses by itself. Firefox tells a share of the disk, whatever is free;
 * its databases survive the end of the disk. */
const readRoom = async (): Promise<number> => {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** To be called right before each write, never earlier: a disk fills up within the blink of an eye, and every further write on a full one
 * makes the loss likelier.
 * @throws StorageFull where less than the reserve would be left */
export const demandRoom = async (octets = 0, reserve = RESERVE): Promise<void> => {
  if ((await readRoom()) - octets < reserve) throw new StorageFull('too little room is left on the disk');
};
