// Writes a file into the browser's own store, piece by piece; only a finished one is handed to the user.
import { StorageFull } from '../../ledger/store/storage-full';
import { demandRoom } from '../recording/storage-room';

/** What is made there, each with a file of its own and a lock of the same name that its page holds until it is closed. */
const PREFIXES = ['backup-', 'bundle-'] as const;

/** Octets that are collected before they go to the disk. */
const CHUNK = 4 * 1024 * 1024;

export type Sink = (piece: Uint8Array) => Promise<void>;

export type Written<Result> = { file: File; result: Result };

/** Whatever the disk complains of, there is no file in the end. */
const onDisk = async <T>(job: Promise<T>): Promise<T> => {
  try {
    return await job;
  } catch (cause) {
    throw cause instanceof DOMException ? new StorageFull('the disk did not take the file', { cause }) : cause;
  }
};

/** One piece of memory for all of them: what a browser is given as it comes, it may hold until it finds the time to let go. */
const createSink = (stream: FileSystemWritableFileStream): { put: Sink; flush(): Promise<void> } => {
  const chunk = new Uint8Array(CHUNK);
  let used = 0;
  const flush = async (): Promise<void> => {
    await demandRoom(used);
    await onDisk(stream.write(chunk.subarray(0, used)));
    used = 0;
  };
  return {
    async put(piece) {
      for (let at = 0; at < piece.length; ) {
        const part = piece.subarray(at, at + CHUNK - used);
        chunk.set(part, used);
        used += part.length;
        at += part.length;
        if (used === CHUNK) await flush();
      }
    },
    flush,
  };
};

/** Until it is closed the file does not exist: one that was broken off leaves nothing behind. */
const write = async <Result>(name: string, fill: (put: Sink) => Promise<Result>): Promise<Written<Result>> => {
  await demandRoom();
  const folder = await onDisk(navigator.storage.getDirectory());
  const handle = await onDisk(folder.getFileHandle(name, { create: true }));
  const stream = await onDisk(handle.createWritable());
  try {
    const { put, flush } = createSink(stream);
    const result = await fill(put);
    await flush();
    await onDisk(stream.close());
    return { file: await onDisk(handle.getFile()), result };
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
};

/** @throws StorageFull, and whatever `fill` throws */
export const writeLargeFile = <Result>(
  prefix: (typeof PREFIXES)[number],
  fill: (put: Sink) => Promise<Result>,
): Promise<Written<Result>> => {
  const name = `${prefix}${crypto.randomUUID()}`;
  return new Promise((resolve, reject) => {
    void navigator.locks.request(name, async () => {
      try {
        resolve(await write(name, fill));
      } catch (error) {
        reject(error);
        return;
      }
      await new Promise(() => undefined);
    });
  });
};

/** Removes what earlier pages left, unless they are still open and may hand it out. */
export const removeOldLargeFiles = async (): Promise<void> => {
  const folder = await navigator.storage.getDirectory();
  for await (const name of folder.keys()) {
    if (!PREFIXES.some((prefix) => name.startsWith(prefix))) continue;
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await folder.removeEntry(name).catch(() => undefined);
    });
  }
};
