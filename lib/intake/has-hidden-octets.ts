// Whether anything lies between the entries of an archive that its directory does not tell of: another reader could find one more file there.
import type { Slices } from './slices';
import { toView } from './to-view';
import { readSlice } from './zip-directory';
import { FLAGS, type ZipRecord } from './zip-record';

const LOCAL_LENGTH = 30;
/** With or without a signature, sizes of four or of eight octets (APPNOTE 4.3.9). */
const DESCRIPTOR_LENGTHS = [12, 16, 20, 24];

const isTight = (left: number, { flags }: ZipRecord): boolean =>
  flags & FLAGS.descriptor ? DESCRIPTOR_LENGTHS.includes(left) : left === 0;

/** Reads the local header only of an entry that has an extra field there; what it holds, reading the entry says.
 * @param records all of the directory, with those of folders; the first begins the archive */
export const hasHiddenOctets = async (blob: Slices, records: readonly ZipRecord[]): Promise<boolean> => {
  for (const record of records) {
    const { offset, limit, rawName, packedSize } = record;
    const left = limit - offset - LOCAL_LENGTH - rawName.length - packedSize;
    if (isTight(left, record)) continue;
    const header = await readSlice(blob, offset, offset + LOCAL_LENGTH);
    if (header.length < LOCAL_LENGTH || !isTight(left - toView(header).getUint16(28, true), record)) return true;
  }
  return false;
};
