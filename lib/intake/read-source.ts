// From where a message lies to its bytes, in two steps: off the disk, still packed, where the file is at hand; unpacked where it is judged.
import { MalformedInput } from '../verify/errors';
import { LIMITS } from '../verify/limits';
import { type PackedForm, readPacked, unpackEntry } from './read-entry';
import type { IntakeProblem, Source } from './source';

/** As it lay there; plain data that a worker can be handed. `form`: of an entry of an archive. */
export type TakenSource = { ok: true; bytes: Uint8Array<ArrayBuffer>; form?: PackedForm };

type Refused = { ok: false; problem: IntakeProblem };

export type ReadSource = { ok: true; bytes: Uint8Array<ArrayBuffer> } | Refused;

/** Hostile bytes and files that have gone give a problem, never an exception. */
const attempt = async <T>(job: () => Promise<T>): Promise<T | Refused> => {
  try {
    return await job();
  } catch (error) {
    return { ok: false, problem: error instanceof MalformedInput ? 'archive-broken' : 'unreadable' };
  }
};

export const takeSource = async (source: Source): Promise<TakenSource | Refused> => {
  const size = 'entry' in source ? source.entry.size : source.blob.size;
  if (size > LIMITS.messageBytes) return { ok: false, problem: 'too-large' };
  return attempt(async () => {
    if (!('entry' in source)) return { ok: true, bytes: new Uint8Array(await source.blob.arrayBuffer()) };
    const { method, crc, size: whole } = source.entry;
    return { ok: true, bytes: await readPacked(source.blob, source.entry), form: { method, crc, size: whole } };
  });
};

export const unpackSource = async ({ bytes, form }: TakenSource): Promise<ReadSource> =>
  form === undefined ? { ok: true, bytes } : attempt(async () => ({ ok: true, bytes: await unpackEntry(bytes, form) }));

/** Both at once. */
export const readSource = async (source: Source): Promise<ReadSource> => {
  const taken = await takeSource(source);
  return taken.ok ? unpackSource(taken) : taken;
};
