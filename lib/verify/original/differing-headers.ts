// Sender, recipients, subject and date of two copies of a message; whatever else a provider or a mail program adds is not looked at.
import { toHeaderText } from '../mime/header-text';
import { findHeader, findHeaders, type Header } from '../mime/parse-headers';
import { toComparableText } from '../pec/kinds';

/** Whatever looks like an address in the fields of that name, lower case, once each, sorted. Names and comments are not read. */
export const listAddresses = (headers: readonly Header[], ...names: readonly string[]): string[] => {
  const words = names.flatMap((name) => findHeaders(headers, name)).flatMap((value) => value.split(/[\s<>,;:"()]+/));
  return [...new Set(words.filter((word) => /^[^@]+@[^@]+$/.test(word)).map((word) => word.toLowerCase()))].sort();
};

export const toSubject = (headers: readonly Header[]): string => toComparableText(toHeaderText(findHeader(headers, 'subject') ?? ''));

/** Milliseconds since 1970 UTC; null where there is none that can be read. */
export const toDate = (headers: readonly Header[]): number | null => {
  const date = findHeader(headers, 'date');
  const instant = date === undefined ? Number.NaN : Date.parse(date.replace(/\([^()]*\)/g, '').trim());
  return Number.isNaN(instant) ? null : instant;
};

/** Names of the fields that do not say the same, lower case. A date that one of them lacks is no difference: providers add it. */
export const findDifferingHeaders = (left: readonly Header[], right: readonly Header[]): string[] => {
  const [leftDate, rightDate] = [toDate(left), toDate(right)];
  const isOther = (name: string): boolean => listAddresses(left, name).join() !== listAddresses(right, name).join();
  return [
    ...['from', 'to', 'cc'].filter(isOther),
    ...(toSubject(left) === toSubject(right) ? [] : ['subject']),
    ...(leftDate === null || rightDate === null || leftDate === rightDate ? [] : ['date']),
  ];
};
