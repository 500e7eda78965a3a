// What a check is: it judges gathered evidence and never gathers; the three outcomes are built here.

import type { Evidence } from './evidence';
import type { CheckId, CheckResult, Code, Facts } from './report';
import type { RevocationFinding } from './revocation/find-revocation';
import type { TimestampFinding } from './timestamps/timestamp-finding';
import type { ProviderPath } from './trust/find-provider-path';
import type { TrustStore } from './trust/trust-store';

/** Required: failing fails the message, and so does not passing hold it back. Caution: failing leaves it inconclusive.
 * Veto: failing fails the message, but nobody is expected to pass: its facts are seldom at hand, and not to have them is a note.
 * Informative: only adds notes. */
export type Weight = 'required' | 'caution' | 'veto' | 'informative';

export type Case = {
  evidence: Evidence;
  trust: TrustStore;
  /** Milliseconds since 1970 UTC: "now" for notes and for dates in the future. */
  now: number;
  /** Milliseconds since 1970 UTC for which validity is judged; null when neither signature nor certification gives one. */
  instant: number | null;
  /** Path of the signer at that instant; null without signer or instant. */
  path: ProviderPath | null;
  timestamps: readonly TimestampFinding[];
  revocation: RevocationFinding;
  /** Messages as their sender kept them, for comparison; which one belongs here is found by its identifiers. */
  originals: readonly Uint8Array[];
  /** True when a verified PEC is enclosed in this message. */
  hasVerifiedEnclosed: boolean;
};

export type Check = {
  id: CheckId;
  weight: Weight;
  /** Every code the check can give, `internal-error` aside. */
  codes: readonly Code[];
  /** Undetermined for one of these reasons is more than not knowing: something speaks against the message, which is then inconclusive. */
  holdsBack?: readonly Code[];
  run(subject: Case): CheckResult | Promise<CheckResult>;
};

/** The outcomes of one check, with its name put before each code. */
export const createOutcomes = (check: CheckId) => ({
  passed: (facts: Facts = {}, notes: readonly string[] = []): CheckResult => ({
    check,
    status: 'passed',
    facts,
    notes: notes.map((note): Code => `${check}.${note}`),
  }),
  failed: (reason: string, facts: Facts = {}): CheckResult => ({ check, status: 'failed', facts, reason: `${check}.${reason}` }),
  undetermined: (reason: string, facts: Facts = {}): CheckResult => ({
    check,
    status: 'undetermined',
    facts,
    reason: `${check}.${reason}`,
  }),
});

export const toCodes = (check: CheckId, ...names: readonly string[]): Code[] => names.map((name): Code => `${check}.${name}`);

/** Milliseconds since 1970 as ISO 8601 in UTC. */
export const toIsoInstant = (instant: number): string => new Date(instant).toISOString();
