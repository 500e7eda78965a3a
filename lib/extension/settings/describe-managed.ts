// What the administration of the machine laid down, described for the options page.
import type { ManagedView } from '../../managed-view';
import { type HostPattern, toPattern } from '../access/match-pattern';
import { readRefused, readSites } from '../access/sites';
import { findUsable } from '../trust/trust';
import { type Managed, readManaged } from './managed';

const toWebmail = (pattern: HostPattern, on: ReadonlyMap<string, unknown>): NonNullable<ManagedView['webmails']>[number] => {
  const isBelow = pattern.host.startsWith('*.');
  const host = isBelow ? pattern.host.slice(2) : pattern.host;
  const scheme = pattern.scheme === '*' ? 'https' : pattern.scheme;
  return { host, isBelow, origin: isBelow || on.has(host) ? null : toPattern({ scheme, host }) };
};

/** What looks like a certificate may still be none, or none of an authority. */
const findUseless = async (managed: Managed): Promise<string[]> => {
  const keys = ['authorities', 'timestampAuthorities'] as const;
  const isWhole = (pems: readonly string[]): Promise<boolean> =>
    Promise.all(pems.map(findUsable)).then((found) => found.every(({ length }) => length > 0));
  const whole = await Promise.all(keys.map((key) => isWhole(managed[key])));
  return keys.filter((_, index) => !whole[index]);
};

export const readManagedView = async (): Promise<ManagedView> => {
  const [managed, sites, refused] = await Promise.all([readManaged(), readSites(), readRefused()]);
  const { webmails, authorities, timestampAuthorities, isNetworkOff, language, remindBackup, retentionMonths } = managed;
  const broken = [...new Set([...managed.broken, ...(await findUseless(managed))])].toSorted();
  const isLanguageSet = language !== null;
  const isReminderSet = remindBackup !== null;
  const lists = [webmails ?? [], authorities, timestampAuthorities, broken];
  return {
    isAnything:
      webmails !== null ||
      lists.some(({ length }) => length > 0) ||
      isNetworkOff ||
      isLanguageSet ||
      isReminderSet ||
      retentionMonths !== null,
    broken,
    webmails: webmails?.map((pattern) => toWebmail(pattern, sites)) ?? null,
    refused,
    isNetworkOff,
    isLanguageSet,
    isReminderSet,
    retentionMonths,
  };
};
