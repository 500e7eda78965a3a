// What one believed list or answer says of one certificate, and why another is not believed. Types only.
import type { RevokedEntry } from '../cms/parse-revoked-entry';

/** Why something that was given tells nothing about any certificate of the path. */
export const SOURCE_PROBLEMS = [
  'wrong-signature',
  'forbidden-algorithm',
  'unknown-algorithm',
  'not-entitled',
  'critical-extension',
  'impossible-dates',
  'delta-list',
  'indirect-list',
  'other-scope',
  'unreadable',
  'too-large',
  'no-answer',
  'other-certificates',
] as const;

export type SourceProblem = (typeof SOURCE_PROBLEMS)[number];

export type Source = {
  kind: 'crl' | 'ocsp';
  /** Readable name of who signed it. */
  issuer: string;
  /** Milliseconds since 1970 UTC. */
  thisUpdate: number;
  nextUpdate: number | null;
};

export type Statement = {
  source: Source;
  /** `silent`: not revoked as far as this source reaches. */
  answer: ({ type: 'revoked' } & RevokedEntry) | { type: 'silent' } | { type: 'unknown' };
  /** False where silence says nothing, because only some reasons or some certificates are listed. */
  isWhole: boolean;
  /** Certificates that expired at this instant or later are still spoken of; null when they may have been dropped. */
  keepsExpiredSince: number | null;
};

export type Outcome = { statements: Statement[] } | { problem: SourceProblem };
