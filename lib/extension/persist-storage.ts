// Asks the browser not to throw the ledger away when the disk fills up, and says how much it takes.

export type StorageState = {
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
  try {
    const [isPersistent, { usage }] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
    return { isPersistent, usedBytes: usage ?? null };
  } catch {
    return { isPersistent: false, usedBytes: null };
  }
};
