// What came of reading a copy: counted while it is read, said to the user at its end. Types only.
import type { Verdict } from '../verify/report';
import type { Damage } from './read-items';

export type BackupReport = {
  /** When the copy says it was made, ISO 8601 UTC; null when it does not say. */
  madeAt: string | null;
  isSealed: boolean;
  /** Messages that are whole in it … */
  messages: number;
  /** … those of them that the ledger has already, whole … */
  known: number;
  /** … and those that it has not, by what they were judged now. */
  fresh: Record<Exclude<Verdict, 'not-pec'>, number>;
  /** Time-stamps that are whole in it, and those of them that the ledger has not. */
  stamps: number;
  freshStamps: number;
  notes: number;
  sendings: number;
  /** Seals of the archive. */
  seals: number;
  /** The first of them; `damaged` counts all. */
  damages: Damage[];
  damaged: number;
  /** What is no PEC, or could not be judged. */
  unread: number;
  /** It was only looked at: nothing was written yet. */
  isTrial: boolean;
  /** It is whole, and holds everything that the ledger held at that entry of its journal; null when it does not. */
  coveredSeq: number | null;
};
