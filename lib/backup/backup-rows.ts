// The rows of a backup as they must be to be taken: whoever made the file may have written anything into it.
import * as v from 'valibot';
import type { Annotation } from '../ledger/annotation';
import type { JournalEntry } from '../ledger/journal';
import type { SealAnswer } from '../ledger/seal/seal';
import type { Sending } from '../ledger/sending';
import { parseBase64 } from '../verify/bytes';
import { FORMAT, type Manifest, ROWS_BYTES } from './layout';
import type { SealCopy } from './seal-row';

const TEXT = v.pipe(v.string(), v.maxLength(10_000));
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));
const INSTANT = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/));

const MANIFEST_ROW = v.object({
  format: v.literal(FORMAT),
  version: COUNT,
  madeAt: INSTANT,
  seq: COUNT,
  chain: v.pipe(v.string(), v.maxLength(64)),
  count: COUNT,
  stamps: v.optional(COUNT, 0),
  isSealed: v.boolean(),
});

const ENTRY: v.GenericSchema<unknown, JournalEntry> = v.strictObject({
  seq: COUNT,
  at: INSTANT,
  event: v.picklist(['recorded', 'judged', 'stamped', 'noted', 'backed-up', 'migrated', 'loss-accepted', 'sealed', 'seal-answered']),
  subject: TEXT,
  previous: TEXT,
  hash: TEXT,
});

const NOTE = v.strictObject({
  identifier: TEXT,
  annotation: v.strictObject({ tags: v.pipe(v.array(TEXT), v.maxLength(100)), note: TEXT, changedAt: INSTANT }),
});

const SENDING: v.GenericSchema<unknown, Sending> = v.strictObject({
  ...{ id: TEXT, host: TEXT, from: TEXT, sentAt: INSTANT },
  recipients: v.pipe(v.array(TEXT), v.maxLength(5000)),
  subject: v.nullable(TEXT),
  messageId: v.nullable(TEXT),
});

const HASH = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const OCTETS = v.pipe(
  v.string(),
  v.maxLength(ROWS_BYTES),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parseBase64(dataset.value);
    } catch {
      addIssue({ message: 'base64' });
      return NEVER;
    }
  }),
);

const ANSWER: v.GenericSchema<unknown, SealAnswer> = v.strictObject({ sha256: HASH, name: TEXT, bytes: OCTETS, addedAt: INSTANT });

const SEAL: v.GenericSchema<unknown, SealCopy> = v.strictObject({
  ...{ id: HASH, file: OCTETS, madeAt: INSTANT, list: OCTETS },
  answers: v.pipe(v.array(ANSWER), v.maxLength(100)),
});

/** All of them or none. */
const parseAll = <Row>(schema: v.GenericSchema<unknown, Row>, rows: readonly unknown[]): Row[] | null => {
  const parsed = v.safeParse(v.array(schema), rows);
  return parsed.success ? parsed.output : null;
};

export const parseEntries = (rows: readonly unknown[]): JournalEntry[] | null => parseAll(ENTRY, rows);

export const parseNotes = (rows: readonly unknown[]): { identifier: string; annotation: Annotation }[] | null => parseAll(NOTE, rows);

export const parseSendings = (rows: readonly unknown[]): Sending[] | null => parseAll(SENDING, rows);

export const parseSeals = (rows: readonly unknown[]): SealCopy[] | null => parseAll(SEAL, rows);

export const parseManifest = (bytes: Uint8Array): Manifest | null => {
  try {
    const parsed = v.safeParse(MANIFEST_ROW, JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};
