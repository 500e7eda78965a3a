// The zip64 records of large archives (APPNOTE 4.3.14, 4.3.15, 4.5.3): taken only where they and the classic records are one reading.
import { toView } from './to-view';

/** Where the directory is, in octets, and how many records it has. */
export type End = { count: number; size: number; offset: number };

export const FULL_16 = 0xffff;
export const FULL_32 = 0xffffffff;

const RECORD_SIGNATURE = 0x06064b50;
const LOCATOR_SIGNATURE = 0x07064b50;
const RECORD_LENGTH = 56;
const LOCATOR_LENGTH = 20;
const FIELD_ID = 1;

/** Record and locator stand right before the classic end record. */
export const ZIP64_LENGTH = RECORD_LENGTH + LOCATOR_LENGTH;

/** Beyond this no number of ours is exact, and no disk is as large. */
const readLong = (view: DataView, at: number): number | null => {
  const value = view.getBigUint64(at, true);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
};

export const hasLocator = (tail: Uint8Array, end: number): boolean =>
  end >= LOCATOR_LENGTH && toView(tail).getUint32(end - LOCATOR_LENGTH, true) === LOCATOR_SIGNATURE;

/** A classic field is full, or says the same. */
const agrees = (classic: number, long: number, full: number): boolean => classic === full || classic === long;

/** @param bytes the octets before the classic end record, ZIP64_LENGTH of them
 * @param position of the first of them
 * @returns null where they are not what a plain writer of one large file writes, or contradict the classic record */
export const parseZip64End = (bytes: Uint8Array, position: number, classic: End): End | null => {
  const view = toView(bytes);
  if (bytes.length !== ZIP64_LENGTH || view.getUint32(0, true) !== RECORD_SIGNATURE || !hasLocator(bytes, bytes.length)) return null;
  const locator = toView(bytes.subarray(RECORD_LENGTH));
  const isOneDisk = locator.getUint32(4, true) === 0 && locator.getUint32(16, true) === 1;
  const isPlain = readLong(view, 4) === RECORD_LENGTH - 12 && view.getUint32(16, true) === 0 && view.getUint32(20, true) === 0;
  if (!isOneDisk || !isPlain || readLong(locator, 8) !== position) return null;
  const [here, count, size, offset] = [24, 32, 40, 48].map((at) => readLong(view, at));
  if (here == null || count == null || size == null || offset == null || here !== count || offset + size !== position) return null;
  const isSame = agrees(classic.count, count, FULL_16) && agrees(classic.size, size, FULL_32) && agrees(classic.offset, offset, FULL_32);
  return isSame ? { count, size, offset } : null;
};

type Places = { size: number; packedSize: number; offset: number };

/** Without a field the classic values stand. With one it must hold exactly those that are full, in their order.
 * @returns null where the two disagree */
export const parseZip64Field = (bytes: Uint8Array, start: number, end: number, classic: Places): Places | null => {
  const view = toView(bytes);
  const fields: { start: number; end: number }[] = [];
  let at = start;
  for (; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === FIELD_ID) fields.push({ start: at + 4, end: at + 4 + view.getUint16(at + 2, true) });
  }
  const full = (['size', 'packedSize', 'offset'] as const).filter((name) => classic[name] === FULL_32);
  const [field, other] = fields;
  if (!field) return classic;
  if (other || at !== end || full.length === 0 || field.end - field.start !== full.length * 8) return null;
  const places = { ...classic };
  for (const [index, name] of full.entries()) {
    const value = readLong(view, field.start + index * 8);
    // A value that would have fitted is a second way to say the first one.
    if (value === null || value < FULL_32) return null;
    places[name] = value;
  }
  return places;
};
