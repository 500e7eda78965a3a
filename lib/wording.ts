// From codes to text: the only place that knows user-facing text exists. Texts live in public/_locales/<language>/messages.json.
import type { Code } from './verify/report';

export type Locale = 'it' | 'en';

export type Wording = {
  locale: Locale;
  /** The text of a key with $1…$9 filled in. A missing key gives the key itself, so that a gap is seen and tested. */
  text(key: string, ...values: (string | number)[]): string;
  /** As `text`, choosing `<key>_one` or `<key>_other` by the language's plural rule; $1 is the number. */
  count(key: string, count: number, ...values: (string | number)[]): string;
};

/** The text of a key that may have none. */
export const findText = (wording: Wording, key: string): string | undefined => {
  const text = wording.text(key);
  return text === key ? undefined : text;
};

/** Locale keys allow only letters, digits and underscore: `provider-trust.issuer-missing` → `code_provider_trust__issuer_missing`. */
export const codeKey = (code: Code): string => `code_${toKey(code.replace('.', '__'))}`;

export const toKey = (name: string): string => name.replaceAll('-', '_');

export const createWording = (locale: Locale, texts: Record<string, string>): Wording => {
  const plural = new Intl.PluralRules(locale);
  const text: Wording['text'] = (key, ...values) =>
    (texts[key] ?? key).replace(/\$([1-9])/g, (_, index) => String(values[Number(index) - 1] ?? ''));
  return {
    locale,
    text,
    count: (key, count, ...values) => text(`${key}_${plural.select(count) === 'one' ? 'one' : 'other'}`, count, ...values),
  };
};

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** An ISO instant with the offset it was certified with, never the reader's zone: `19/09/2026 15:41:20 +02:00`. Anything else comes back as it is. */
export const formatInstant = (iso: string, precision: 'second' | 'minute' | 'day' = 'second'): string => {
  const [whole, year, month, day, hour, minute, second, zone] = INSTANT.exec(iso) ?? [];
  if (whole === undefined) return iso;
  const date = `${day}/${month}/${year}`;
  if (hour === undefined || precision === 'day') return date;
  if (precision === 'minute') return `${date} ${hour}:${minute}`;
  return `${date} ${hour}:${minute}:${second ?? '00'} ${zone === 'Z' ? 'UTC' : zone}`;
};

/** `31,4 kB`, `1,2 MB`: decimal units in the language of the reader. */
export const formatSize = (bytes: number, locale: Locale): string => {
  const [value, unit] = bytes < 1000 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
};
