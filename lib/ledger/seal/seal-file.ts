// The small text that is time-stamped or signed in the place of the whole archive: how many files, on which day, and the root over them.
import { isEqualBytes, toHex } from '../../verify/bytes';
import { MAX_SEALED } from './sealed-list';

export type SealFile = {
  /** Day on which it was made, UTC, `YYYY-MM-DD`; a word of its maker that proves nothing. */
  date: string;
  /** Files under the root. */
  count: number;
  /** Lowercase hex. */
  root: string;
};

/** Says to whoever finds the file in ten years how the root was made. */
export const SEAL_HEAD = 'ceralacca-sigillo 1 (SHA-256, RFC 9162 2.1)';

const MAX_BYTES = 200;

const LINES = /^data (\d{4}-\d{2}-\d{2})\nimpronte ([1-9]\d{0,6})\nradice ([0-9a-f]{64})\n$/;

const encoder = new TextEncoder();

export const encodeSealFile = ({ date, count, root }: SealFile): Uint8Array<ArrayBuffer> =>
  encoder.encode(`${SEAL_HEAD}\ndata ${date}\nimpronte ${count}\nradice ${root}\n`);

export const toSealFile = (date: string, { size, root }: { size: number; root: Uint8Array }): SealFile => ({
  date,
  count: size,
  root: toHex(root),
});

export const toSealFileName = ({ date }: Pick<SealFile, 'date'>): string => `sigillo-${date}.txt`;

/** A name for one among many: two of one day differ in their root. */
export const toSealName = ({ date, root }: SealFile): string => `${date}-${root.slice(0, 8)}`;

const isDay = (date: string): boolean => {
  const instant = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date);
};

/** Null unless it is, octet by octet, what `encodeSealFile` writes. */
export const parseSealFile = (bytes: Uint8Array): SealFile | null => {
  if (bytes.length > MAX_BYTES) return null;
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith(`${SEAL_HEAD}\n`)) return null;
  const [, date = '', count = '', root = ''] = LINES.exec(text.slice(SEAL_HEAD.length + 1)) ?? [];
  const file = { date, count: Number(count), root };
  if (!isDay(date) || file.count > MAX_SEALED) return null;
  return isEqualBytes(bytes, encodeSealFile(file)) ? file : null;
};
