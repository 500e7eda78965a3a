// Which time-stamp files lie beside which message, by name: `x.eml.tsr` and `x.tsr` belong to `x.eml`.
import { LIMITS } from '../verify/limits';
import { isTimestampName } from './recognise-file';

const withoutExtension = (name: string): string => name.replace(/\.[^./]*$/, '');

const toMessageNames = (names: Iterable<string>): Map<string, string> => {
  const owners = new Map<string, string>();
  for (const name of names) {
    if (isTimestampName(name)) continue;
    // Two messages may share a stem; the full name is what says more, so it is never overwritten.
    if (/\.eml$/i.test(name)) owners.set(withoutExtension(name), owners.get(withoutExtension(name)) ?? name);
    owners.set(name, name);
  }
  return owners;
};

/** Names of the time-stamp files by the name of their message; those without one are in no list. */
export const pairTimestamps = (names: readonly string[]): Map<string, string[]> => {
  const stamps = names.filter(isTimestampName);
  const pairs = new Map<string, string[]>();
  if (stamps.length === 0) return pairs;
  const owners = toMessageNames(names);
  for (const stamp of stamps) {
    const owner = owners.get(withoutExtension(stamp));
    const paired = owner === undefined ? undefined : (pairs.get(owner) ?? []);
    if (owner !== undefined && paired !== undefined && paired.length < LIMITS.timestampFiles) pairs.set(owner, [...paired, stamp]);
  }
  return pairs;
};
