// What the administration of this machine laid down (storage.managed). Each value is checked; one that cannot be used gives way to the safe side and is named.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { REMIND_PERIODS, type RemindPeriod } from '../../ledger/backup-due';
import { type HostPattern, parseWritten } from '../access/match-pattern';

export type Managed = {
  /** The only webmails that may be switched on; null where the administration says nothing. */
  webmails: readonly HostPattern[] | null;
  /** PEM, as they were given: whoever uses them leaves out what is no authority. */
  authorities: readonly string[];
  timestampAuthorities: readonly string[];
  isNetworkOff: boolean;
  /** Null: the user chooses. */
  language: 'auto' | 'it' | 'en' | null;
  remindBackup: RemindPeriod | null;
  /** Months after which the ledger points at a message as kept long enough; null: it never does. */
  retentionMonths: number | null;
  /** Keys that are misspelt or whose value cannot be used. */
  broken: readonly string[];
};

export const MANAGED_KEYS = [
  'webmails',
  'authorities',
  'timestampAuthorities',
  'network',
  'language',
  'backupReminder',
  'retentionMonths',
] as const;
type Key = (typeof MANAGED_KEYS)[number];

const LIST = v.pipe(v.array(v.unknown()), v.maxLength(500));
const HOST = v.pipe(v.string(), v.maxLength(300));
const PEM = v.pipe(v.string(), v.maxLength(64_000), v.includes('-----BEGIN CERTIFICATE-----'));
/** A century: whoever writes more has slipped. */
const MONTHS = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1200));

type Reader = {
  /** The value under the key, or `unset`; what the schema refuses is noted, and is `safe`. */
  one<T>(key: Key, schema: v.GenericSchema<unknown, T>, unset: T | null, safe: T): T | null;
  /** What can be used of a list; a broken list has nothing in it. */
  list<T>(key: Key, read: (item: unknown) => T | undefined): T[] | null;
  broken(): string[];
};

const createReader = (found: Readonly<Record<string, unknown>>): Reader => {
  const broken = new Set(Object.keys(found).filter((key) => !(MANAGED_KEYS as readonly string[]).includes(key)));
  return {
    one(key, schema, unset, safe) {
      if (!(key in found)) return unset;
      const parsed = v.safeParse(schema, found[key]);
      if (!parsed.success) broken.add(key);
      return parsed.success ? parsed.output : safe;
    },
    list(key, read) {
      if (!(key in found)) return null;
      const parsed = v.safeParse(LIST, found[key]);
      const items = (parsed.success ? parsed.output : []).map(read);
      if (!parsed.success || items.includes(undefined)) broken.add(key);
      return items.filter((item) => item !== undefined);
    },
    broken: () => [...broken].map((key) => key.slice(0, 100)).toSorted(),
  };
};

const readHost = (item: unknown): HostPattern | undefined => {
  const text = v.safeParse(HOST, item);
  return text.success ? parseWritten(text.output) : undefined;
};

const readPem = (item: unknown): string | undefined => {
  const pem = v.safeParse(PEM, item);
  return pem.success ? pem.output : undefined;
};

export const parseManaged = (found: Readonly<Record<string, unknown>>): Managed => {
  const { one, list, broken } = createReader(found);
  return {
    webmails: list('webmails', readHost),
    authorities: list('authorities', readPem) ?? [],
    timestampAuthorities: list('timestampAuthorities', readPem) ?? [],
    isNetworkOff: one('network', v.picklist(['on', 'off']), 'on', 'off') === 'off',
    language: one('language', v.nullable(v.picklist(['auto', 'it', 'en'])), null, null),
    remindBackup: one('backupReminder', v.picklist(REMIND_PERIODS), null, 'weekly'),
    retentionMonths: one('retentionMonths', v.nullable(MONTHS), null, null),
    broken: broken(),
  };
};

/** Firefox rejects where nothing was laid down; Chrome answers with nothing. */
const readAll = async (): Promise<Record<string, unknown>> => {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return {};
  }
};

export const readManaged = async (): Promise<Managed> => parseManaged(await readAll());
