// From where a message lies to its bytes; runs where it is judged, which is a worker in the browser.
import { MalformedInput } from '../verify/errors';
import { LIMITS } from '../verify/limits';
import { readEntry } from './read-entry';
import type { IntakeProblem, Source } from './source';

export type ReadSource = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; problem: IntakeProblem };

const read = async (source: Source): Promise<Uint8Array<ArrayBuffer>> =>
  'entry' in source ? readEntry(source.blob, source.entry) : new Uint8Array(await source.blob.arrayBuffer());

/** Hostile bytes and files that have gone give a problem, never an exception. */
export const readSource = async (source: Source): Promise<ReadSource> => {
  const size = 'entry' in source ? source.entry.size : source.blob.size;
  if (size > LIMITS.messageBytes) return { ok: false, problem: 'too-large' };
  try {
    return { ok: true, bytes: await read(source) };
  } catch (error) {
    return { ok: false, problem: error instanceof MalformedInput ? 'archive-broken' : 'unreadable' };
  }
};
