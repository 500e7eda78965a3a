// Puts the chunks of one source together again: right order, right types, never more than the cap.
import * as v from 'valibot';
import { LIMITS } from '../../verify/limits';
import type { ProblemCode } from '../../view';
import { CHUNK_BYTES } from '../protocol';

/** More pieces than this are no stream of a mail but an attempt to fill the memory with empty objects. */
const MAX_CHUNKS = 100_000;

const MESSAGE = v.variant('type', [
  v.strictObject({
    type: v.literal('begin'),
    key: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
    fidelity: v.picklist(['exact', 'reversible', 'lossy']),
    isPart: v.boolean(),
    isPrivate: v.optional(v.boolean(), false),
  }),
  v.strictObject({
    type: v.literal('chunk'),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.byteLength > 0 && bytes.byteLength <= CHUNK_BYTES),
    ),
  }),
  v.strictObject({ type: v.literal('end') }),
]);

export type AssembledSource = {
  key: string;
  fidelity: 'exact' | 'reversible' | 'lossy';
  isPart: boolean;
  isPrivate: boolean;
  bytes: Uint8Array;
};

export type Assembly = { status: 'more' } | { status: 'complete'; source: AssembledSource } | { status: 'refused'; problem: ProblemCode };

const concatenate = (chunks: Uint8Array[], size: number): Uint8Array => {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
};

/** Feed it every message of one port; after `complete` or `refused` it answers `refused` to whatever still comes. */
export const createAssembler = (maxBytes: number = LIMITS.messageBytes): ((message: unknown) => Assembly) => {
  let begun: Omit<AssembledSource, 'bytes'> | null = null;
  let chunks: Uint8Array[] = [];
  let size = 0;
  let over = false;
  const refuse = (problem: ProblemCode): Assembly => {
    over = true;
    chunks = [];
    return { status: 'refused', problem };
  };
  return (raw) => {
    const parsed = v.safeParse(MESSAGE, raw);
    if (over || !parsed.success) return refuse('internal-error');
    const message = parsed.output;
    if ((message.type === 'begin') !== (begun === null)) return refuse('internal-error');
    if (message.type === 'begin') {
      const { type: _, ...begin } = message;
      begun = begin;
    }
    if (message.type === 'chunk') {
      size += message.bytes.byteLength;
      if (size > maxBytes || chunks.push(message.bytes) > MAX_CHUNKS) return refuse('message-too-large');
    }
    if (message.type !== 'end' || begun === null) return { status: 'more' };
    over = true;
    return size === 0 ? refuse('not-a-message') : { status: 'complete', source: { ...begun, bytes: concatenate(chunks, size) } };
  };
};
