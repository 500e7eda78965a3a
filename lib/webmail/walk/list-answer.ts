// What the answer to a list request is read with: data of a stranger, of which only what is known is taken, and nothing is run.

export type Fields = Record<string, unknown>;
/** A message as a list tells of it; `witness` is something of it that never changes. */
export type ListedRow = { uid: number; witness: string };

export const MAX_ITEMS = 50_000;
const MAX_UID = 4_294_967_295;
const MAX_WITNESS = 400;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

export const toCount = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0);

export const toText = (fields: Fields, name: string): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  return typeof value === 'string' ? value : '';
};

/** 0 for what cannot be the number of a message in its folder. */
export const toUid = (value: unknown): number => {
  const uid = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : toCount(value);
  return uid <= MAX_UID ? uid : 0;
};

export const toWitness = (...texts: string[]): string => texts.join('\n').slice(0, MAX_WITNESS);

/** The sender that only a provider may use (RFC 6109 section 3). */
export const CLAIMING_SENDER = 'posta-certificata@';

/** Asked again of each row that a list tells: a webmail that passed over our search would list the whole folder. */
export const isClaimingSender = (from: unknown): boolean => (JSON.stringify(from) ?? '').toLowerCase().includes(CLAIMING_SENDER);
