// One record of a zip's central directory (APPNOTE 4.3.12): bytes → plain data.
import { MalformedInput } from '../verify/errors';
import { toView } from './to-view';
import { parseZip64Field } from './zip64';

export type ZipRecord = {
  name: string;
  /** As written; the local header must carry the same. */
  rawName: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Of the local header. */
  offset: number;
  /** Where the next entry or the directory begins. */
  limit: number;
  /** Its classic and its zip64 fields are two readings. */
  isContradictory: boolean;
};

export const FLAGS = { encrypted: 0x1, descriptor: 0x8, strongEncryption: 0x40, utf8: 0x800 } as const;

const SIGNATURE = 0x02014b50;
const LENGTH = 46;

/** Names written without the UTF-8 flag are shown octet by octet: which code page was meant is not known. */
const toName = (raw: Uint8Array, flags: number): string =>
  (flags & FLAGS.utf8 ? new TextDecoder().decode(raw) : String.fromCharCode(...raw)).replaceAll('\\', '/');

/** @throws MalformedInput where the bytes end too early or are no record */
export const parseZipRecord = (bytes: Uint8Array, at: number): { record: ZipRecord; next: number } => {
  const view = toView(bytes);
  if (at + LENGTH > bytes.length || view.getUint32(at, true) !== SIGNATURE) throw new MalformedInput('central record');
  const nameEnd = at + LENGTH + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) throw new MalformedInput('central record');
  const flags = view.getUint16(at + 8, true);
  const rawName = bytes.slice(at + LENGTH, nameEnd);
  const classic = { packedSize: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) };
  const places = parseZip64Field(bytes, nameEnd, extraEnd, classic);
  const record = {
    name: toName(rawName, flags),
    rawName,
    flags,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    ...(places ?? classic),
    limit: 0,
    isContradictory: places === null,
  };
  return { record, next };
};
