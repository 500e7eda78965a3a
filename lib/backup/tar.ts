// The container of a backup: a POSIX ustar archive of plain files, written in one fixed way, so that every octet of it can be checked.

export const BLOCK = 512;

const NAME_LENGTH = 100;
const CHECKSUM = { from: 148, to: 156 };

export type TarEntry = {
  /** ASCII, at most 100 octets. */
  name: string;
  /** Octets of the content. */
  size: number;
  /** Seconds since 1970. */
  mtime: number;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const toOctal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** @throws RangeError when the name does not fit */
export const toTarHeader = ({ name, size, mtime }: TarEntry): Uint8Array<ArrayBuffer> => {
  if (name.length > NAME_LENGTH) throw new RangeError('name');
  const header = new Uint8Array(BLOCK);
  const put = (text: string, at: number): void => header.set(encoder.encode(text), at);
  put(name, 0);
  put(toOctal(0o644, 8), 100);
  put(toOctal(0, 8), 108);
  put(toOctal(0, 8), 116);
  put(toOctal(size, 12), 124);
  put(toOctal(mtime, 12), 136);
  put('0', 156);
  put('ustar\u000000', 257);
  header.fill(0x20, CHECKSUM.from, CHECKSUM.to);
  const sum = header.reduce((total, octet) => total + octet, 0);
  put(`${toOctal(sum, 7)} `, CHECKSUM.from);
  return header;
};

const readText = (header: Uint8Array, from: number, length: number): string => {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
};

const readOctal = (header: Uint8Array, from: number, length: number): number => {
  const text = readText(header, from, length);
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};

/** Null unless it is, octet by octet, what `toTarHeader` writes. */
export const parseTarHeader = (header: Uint8Array): TarEntry | null => {
  // Most blocks of a file are no header: this is seen at once.
  if (readText(header, 257, 6) !== 'ustar') return null;
  const entry = { name: readText(header, 0, NAME_LENGTH), size: readOctal(header, 124, 12), mtime: readOctal(header, 136, 12) };
  if (header.length !== BLOCK || !/^[\w./-]+$/.test(entry.name) || Number.isNaN(entry.size + entry.mtime)) return null;
  const due = toTarHeader(entry);
  return due.every((octet, at) => octet === header[at]) ? entry : null;
};

/** Octets that fill the last block of a content. */
export const countPadding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Two empty blocks end the archive. */
export const TAR_END = new Uint8Array(2 * BLOCK);
