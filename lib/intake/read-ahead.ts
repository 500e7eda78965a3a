// A file that is read from front to back in small pieces: many of them come with one read, because each costs the browser as much as a hundred kilobytes.
import type { Slices } from './slices';

const AHEAD = 1024 * 1024;

type Held = { start: number; end: number; bytes: Promise<ArrayBuffer> };

const NOTHING: Held = { start: 0, end: 0, bytes: Promise.resolve(new ArrayBuffer(0)) };

/** Reads ahead only while each piece begins where the last one ended. */
export const readAhead = (file: Slices): Slices => {
  let held = NOTHING;
  let next = -1;
  const hold = (start: number, end: number): void => {
    const own = { start, end, bytes: file.slice(start, end).arrayBuffer() };
    held = own;
    // What could not be read now may be readable the next time.
    own.bytes.catch(() => {
      if (held === own) held = NOTHING;
    });
  };
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    const isNext = start === next;
    next = end;
    if (start < held.start || end > held.end) hold(start, isNext ? Math.max(end, Math.min(start + AHEAD, file.size)) : end);
    const { start: from, bytes } = held;
    return (await bytes).slice(start - from, end - from);
  };
  return { size: file.size, slice: (start, end) => ({ arrayBuffer: () => read(start, Math.min(end, file.size)) }) };
};
