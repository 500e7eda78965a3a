// The files of a backup's container, in their order; around what is damaged it finds its way to the next file.
import { LIMITS } from '../verify/limits';
import { BLOCK, countPadding, parseTarHeader, TAR_END, type TarEntry } from './tar';

/** Random access to a file on the disk, as Blob gives it. */
export type BackupFile = Pick<Blob, 'size' | 'slice'>;

/** `name` is an octet's number in the file where no name is known. */
export type Damage = {
  /** `header`: up to the next file nothing could be read. `padding`, `end`: octets that should be empty are not, or the end is cut off.
   * `content`: a file is not what its name or the list of sums says. `sealed`: it could not be decrypted. `line`: one row of it is damaged.
   * `sum`: the list of sums does not fit a file that is whole. `missing`: it is not there. `unknown`: nothing that belongs into a backup. */
  what: 'header' | 'padding' | 'end' | 'content' | 'sealed' | 'line' | 'sum' | 'missing' | 'unknown';
  name: string;
};

export type Item = { name: string; bytes: Uint8Array };

/** Above any message and any file of rows, sealed or not. */
const MAX_ITEM = LIMITS.messageBytes + 1024 * 1024;

/** Blocks looked through at once while searching for the next file. */
const SEARCHED = 2048;

const read = async (file: BackupFile, from: number, length: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, from + length).arrayBuffer());

const isEmpty = (bytes: Uint8Array): boolean => bytes.every((octet) => octet === 0);

/** A file that would end beyond the container, or that no backup has, is none. */
const toFitting = (entry: TarEntry | null, file: BackupFile, at: number): TarEntry | null =>
  entry !== null && entry.size <= MAX_ITEM && at + BLOCK + entry.size <= file.size ? entry : null;

/** Where the next file begins, from `at` on; the end of the container when there is none. */
const findNext = async (file: BackupFile, at: number): Promise<number> => {
  for (let from = at; from < file.size; from += SEARCHED * BLOCK) {
    const blocks = await read(file, from, SEARCHED * BLOCK);
    for (let offset = 0; offset + BLOCK <= blocks.length; offset += BLOCK) {
      if (toFitting(parseTarHeader(blocks.subarray(offset, offset + BLOCK)), file, from + offset) !== null) return from + offset;
    }
  }
  return file.size;
};

const isEnd = async (file: BackupFile, at: number): Promise<boolean> =>
  file.size - at === TAR_END.length && isEmpty(await read(file, at, TAR_END.length));

/** Yields each file and each place that is damaged. */
export async function* readItems(file: BackupFile): AsyncGenerator<Item | Damage> {
  let at = 0;
  while (at < file.size) {
    if (await isEnd(file, at)) return;
    const entry = toFitting(parseTarHeader(await read(file, at, BLOCK)), file, at);
    if (entry === null) {
      const next = await findNext(file, at + 1 + ((BLOCK - 1 - (at % BLOCK)) % BLOCK));
      yield { what: next < file.size ? 'header' : 'end', name: String(at) };
      if (next >= file.size) return;
      at = next;
      continue;
    }
    const { name, size } = entry;
    const padding = countPadding(size);
    const whole = await read(file, at + BLOCK, size + padding);
    yield { name, bytes: whole.subarray(0, size) };
    if (!isEmpty(whole.subarray(size))) yield { what: 'padding', name };
    at += BLOCK + size + padding;
  }
  yield { what: 'end', name: String(at) };
}
