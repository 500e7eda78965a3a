// A disk that is as full as a test wants it, as far as the browser says so.
import { vi } from 'vitest';

export type Disk = { room: number; asked: number };

/** Until `vi.unstubAllGlobals()`. */
export const fillDisk = (room: number): Disk => {
  const disk: Disk = { room, asked: 0 };
  const estimate = async (): Promise<StorageEstimate> => {
    disk.asked += 1;
    return { usage: 5000, quota: 5000 + disk.room };
  };
  vi.stubGlobal('navigator', { ...globalThis.navigator, storage: { estimate } });
  return disk;
};
