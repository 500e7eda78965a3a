// What every command gets and gives back.
import type { Pack } from '../bundle/bundle-source';
import type { TrustStore } from '../verify/trust/trust-store';
import type { VerifyContext } from '../verify/verify-message';
import type { Wording } from '../wording';

/** 0: all verified. 1: something is not. 2: could not run. */
export type ExitCode = 0 | 1 | 2;

export type Output = { out(text: string): void; err(text: string): void };

export type Facts = Required<Pick<VerifyContext, 'revocation' | 'timestamps' | 'originals'>>;

/** Of two things that were done. */
export const toWorse = (one: ExitCode, other: ExitCode): ExitCode => (one > other ? one : other);

/** Where a time-stamp is asked for, from the words of the command line. */
export type ServiceOptions = {
  url: string;
  policy: string | null;
  /** File that holds `name:password`; '' without one. */
  loginPath: string;
};

export type Request = {
  paths: readonly string[];
  json: boolean;
  /** Opens sealed copies of a ledger; null when none was given. */
  passphrase: string | null;
  /** Where `bundle` and `seal` write; '' for the others. */
  outPath: string;
  trust: TrustStore;
  /** What lies beside the messages and was named: revocation lists, time-stamps, originals. */
  facts: Facts;
  /** ISO instant for deadlines and notes. */
  now: string;
  /** For `bundle`. */
  pack: Pack;
  /** For `bundle`: files of seals, each with its list and time-stamps beside it. */
  sealPaths: readonly string[];
  /** For `bundle`: null without a time-stamp. */
  service: ServiceOptions | null;
  /** @throws where it is not to be had */
  readCheckPage(): Promise<Uint8Array>;
  wording: Wording;
} & Output;

export type Command = (request: Request) => Promise<ExitCode>;
