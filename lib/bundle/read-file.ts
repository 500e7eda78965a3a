// The octets of files in a bundle; damage is an answer, and what is read at once has a limit.
import { MalformedInput } from '../verify/errors';
import type { BundleFile } from './bundle-files';

/** Undefined for what is damaged in its container, and for what is not there. */
export const readFile = async (file: BundleFile | undefined): Promise<Uint8Array | undefined> => {
  try {
    return await file?.read();
  } catch (error) {
    if (error instanceof MalformedInput) return undefined;
    throw error;
  }
};

/** In their order, while they fit into so many octets together; without what is damaged. */
export const readTogether = async (files: readonly BundleFile[], limit: number): Promise<Uint8Array[]> => {
  const read: Uint8Array[] = [];
  let left = limit;
  for (const file of files) {
    if (file.size > left) continue;
    const bytes = await readFile(file);
    if (!bytes) continue;
    read.push(bytes);
    left -= bytes.length;
  }
  return read;
};
