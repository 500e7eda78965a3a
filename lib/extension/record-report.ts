// Keeps judged bytes as evidence; whatever happens to the ledger is told beside the verdict and never instead of it.

import { findShownSubject } from '../ledger/find-shown-subject';
import type { EvidenceOrigin, LedgerMessage } from '../ledger/ledger-message';
import type { Report } from '../verify/report';
import type { ProblemCode } from '../view';
import { type LedgerKind, toLedgerProblem, writeLedger } from './with-ledger';

export type Recording = { message: LedgerMessage | null; recorded: boolean; problem: ProblemCode | null };

export type JudgedBytes = { bytes: Uint8Array; report: Report; origin: EvidenceOrigin; now: string };

/** Ordinary mail is not even worth opening the ledger for. */
const isEvidence = (report: Report): boolean => report.verdict !== 'not-pec' || report.enclosed.length > 0;

export const recordReport = async ({ bytes, report, origin, now }: JudgedBytes, kind: LedgerKind = 'real'): Promise<Recording> => {
  if (!isEvidence(report)) return { message: null, recorded: false, problem: null };
  const shownSubject = findShownSubject(bytes, report);
  try {
    const { result, lost } = await writeLedger((ledger) => ledger.record({ bytes, report, origin, recordedAt: now, shownSubject }), kind);
    return { message: result.message, recorded: result.outcome !== 'nothing', problem: lost ? 'ledger-lost' : null };
  } catch (error) {
    return { message: null, recorded: false, problem: toLedgerProblem(error) };
  }
};
