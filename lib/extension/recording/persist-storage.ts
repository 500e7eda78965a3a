// Asks the browser not to throw the ledger away when the disk fills up, and says how much it takes.
import { isInPrivateWindow } from './private-window';

export type StorageState = {
  /** True in a private window: what is asked there is not about the ledger. */
  isPrivate: boolean;
  /** True when the browser promised to keep it. */
  isPersistent: boolean;
  /** Octets that the extension takes on the disk; null where the browser does not say. */
  usedBytes: number | null;
};

/** From a page: some browsers do not let a background ask. */
export const persistStorage = async (): Promise<boolean> => {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
};

export const readStorageState = async (): Promise<StorageState> => {
  if (isInPrivateWindow()) return { isPrivate: true, isPersistent: false, usedBytes: null };
  try {
    const [isPersistent, { usage }] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
    return { isPrivate: false, isPersistent, usedBytes: usage ?? null };
  } catch {
    return { isPrivate: false, isPersistent: false, usedBytes: null };
  }
};
