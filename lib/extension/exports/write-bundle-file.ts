// A stream of octets → a file in the browser's own store and its SHA-256; the file is never in memory.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../verify/bytes';
import { type Sink, writeLargeFile } from './write-large-file';

export type BundleFile = { file: File /** Lowercase hex. */; sha256: string };

type Pouring = { signal: AbortSignal /** For each piece that was put. */; release?: ((piece: Uint8Array) => void) | undefined };

/** @throws the signal's reason once it is aborted, and what the stream and the disk throw */
export const pour = async (stream: ReadableStream<Uint8Array>, put: Sink, { signal, release }: Pouring): Promise<void> => {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      signal.throwIfAborted();
      await put(step.value);
      release?.(step.value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
};

/** Each piece is hashed as it is written. */
export const writeBundleFile = async (fill: (put: Sink) => Promise<void>): Promise<BundleFile> => {
  const digest = sha256.create();
  const { file, result } = await writeLargeFile('bundle-', async (put) => {
    await fill(async (piece) => {
      digest.update(piece);
      await put(piece);
    });
    return toHex(digest.digest());
  });
  return { file, sha256: result };
};
