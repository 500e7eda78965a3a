// The files that were named beside the messages: revocation lists, time-stamps, originals; what they are worth is for the core to say.
import { readFile } from 'node:fs/promises';
import type { Facts } from './command';
import type { Options } from './parse-options';

export type ReadFacts = { ok: true; facts: Facts } | { ok: false; path: string };

export const readFacts = async ({ revocationPaths, timestampPaths, originalPaths }: Options): Promise<ReadFacts> => {
  const facts: { [kind in keyof Facts]: Uint8Array[] } = { revocation: [], timestamps: [], originals: [] };
  for (const [kind, paths] of [
    ['revocation', revocationPaths],
    ['timestamps', timestampPaths],
    ['originals', originalPaths],
  ] as const) {
    for (const path of paths) {
      try {
        facts[kind].push(await readFile(path));
      } catch {
        return { ok: false, path };
      }
    }
  }
  return { ok: true, facts };
};
