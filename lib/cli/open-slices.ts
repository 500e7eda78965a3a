// A file on the disk in pieces, whatever its size: Node 20 tells the size of a Blob over a file modulo 2^32.
import { open, stat } from 'node:fs/promises';
import type { Slices } from '../intake/slices';

/** Fewer where the file ended before. */
const readPiece = async (path: string, start: number, end: number): Promise<ArrayBuffer> => {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(Math.max(0, end - start));
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.slice(0, done).buffer;
  } finally {
    await file.close();
  }
};

/** @throws where there is no such file */
export const openSlices = async (path: string): Promise<Slices> => {
  const status = await stat(path);
  if (!status.isFile()) throw new TypeError('no file');
  const { size } = status;
  const slice: Slices['slice'] = (start, end) => ({ arrayBuffer: () => readPiece(path, Math.min(start, size), Math.min(end, size)) });
  return { size, slice };
};
