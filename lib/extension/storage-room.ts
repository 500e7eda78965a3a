// Whether the disk has room for what is about to be written: a browser that meets the end of the disk while it writes can lose its whole database.
import { StorageFull } from '../ledger/store/storage-full';

const MB = 1024 * 1024;

/** Left free: databases write more than they are given, and later. */
const RESERVE = 32 * MB;
/** For the few octets that must follow what was written while there was more. */
export const SMALL_RESERVE = 16 * MB;

/** What the browser said is believed for so long, and for so many octets. */
const TRUSTED_MS = 500;
const TRUSTED_BYTES = 4 * MB;

/** Infinite where the browser does not say: then it is asked to write, and refuses by itself. Firefox counts with a share of the disk, and SQLite
 * survives its end. */
const readRoom = async (): Promise<number> => {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

let asked: { room: Promise<number>; at: number } | null = null;
/** Octets that were let through since. */
let promised = 0;

const ask = (octets: number): Promise<number> => {
  if (asked === null || promised + octets > TRUSTED_BYTES || performance.now() >= asked.at + TRUSTED_MS) {
    asked = { room: readRoom(), at: performance.now() };
    promised = 0;
  }
  return asked.room;
};

/** To be called before anything is written.
 * @throws StorageFull where less than the reserve would be left */
export const demandRoom = async (octets = 0, reserve = RESERVE): Promise<void> => {
  const room = ask(octets);
  promised += octets;
  const left = promised;
  if ((await room) - left >= reserve) return;
  // What is refused takes no room from what is smaller.
  promised = Math.max(0, promised - octets);
  throw new StorageFull('too little room is left on the disk');
};
