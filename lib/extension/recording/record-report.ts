// Keeps judged bytes as evidence; whatever happens to the ledger is told beside the verdict and never instead of it.

import type { JudgedMessage } from '../../ledger/collect-evidence';
import { findShownSubject } from '../../ledger/find-shown-subject';
import type { EvidenceOrigin, LedgerMessage } from '../../ledger/ledger-message';
import type { Recorded } from '../../ledger/store';
import type { Report } from '../../verify/report';
import type { ProblemCode } from '../../view';
import { type LedgerJob, type LedgerKind, toLedgerProblem, writeLedger } from './with-ledger';

export type Recording = { message: LedgerMessage | null; recorded: boolean; problem: ProblemCode | null };

export type JudgedBytes = { bytes: Uint8Array; report: Report; origin: EvidenceOrigin; now: string; timestamps?: readonly Uint8Array[] };

/** Ordinary mail is not even worth opening the ledger for. */
const isEvidence = (report: Report): boolean => report.verdict !== 'not-pec' || report.enclosed.length > 0;

/** What the ledger refuses to all, as it is told of one message. */
const OF_ONE_MESSAGE: Partial<Record<ProblemCode, ProblemCode>> = { 'ledger-full': 'storage-full', 'private-ledger': 'private-window' };

/** Where to: a ledger opened for one job, or one that stays open for many. */
type Save = (judged: JudgedMessage) => Promise<LedgerJob<Recorded>>;

export const recordBy = async (save: Save, { bytes, report, origin, now, timestamps = [] }: JudgedBytes): Promise<Recording> => {
  if (!isEvidence(report)) return { message: null, recorded: false, problem: null };
  const shownSubject = findShownSubject(bytes, report);
  try {
    const { result, harm } = await save({ bytes, report, origin, recordedAt: now, shownSubject, timestamps });
    return { message: result.message, recorded: result.outcome !== 'nothing', problem: harm };
  } catch (error) {
    const problem = toLedgerProblem(error);
    return { message: null, recorded: false, problem: OF_ONE_MESSAGE[problem] ?? problem };
  }
};

export const recordReport = (judged: JudgedBytes, kind: LedgerKind = 'real'): Promise<Recording> =>
  recordBy((message) => writeLedger((ledger) => ledger.record(message), kind), judged);
