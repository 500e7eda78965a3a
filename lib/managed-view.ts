// The plain data about added authorities and the administration's rules that the options draw. Types only.

/** What an added authority may vouch for: PEC providers (and time-stamps), or time-stamps only. */
export type AuthorityUse = 'pec' | 'timestamp';

/** `isManaged`: added by the administration of the machine. */
export type AddedAuthority = { name: string; fingerprint: string; validUntil: string; isManaged: boolean };

/** What the administration of the machine laid down. */
export type ManagedView = {
  isAnything: boolean;
  /** Keys that are misspelt or whose value cannot be used. */
  broken: readonly string[];
  /** The only ones that may be switched on; null where any may. `origin`: what to ask the browser for, null for one that is on and for a rule about many sites. */
  webmails: readonly { host: string; isBelow: boolean; origin: string | null }[] | null;
  /** Hosts that the browser permits and the administration does not. */
  refused: readonly string[];
  isNetworkOff: boolean;
  isLanguageSet: boolean;
  isReminderSet: boolean;
  retentionMonths: number | null;
};

export type TrustView = {
  date: string;
  /** `validUntil` is null for an authority that is known by its key alone. */
  authorities: { name: string; source: string; fingerprint: string; validUntil: string | null }[];
  added: AddedAuthority[];
  /** Authorities for time-stamps only. */
  addedForTimestamps: AddedAuthority[];
};
