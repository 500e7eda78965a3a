// The judgement of bytes that were judged before, with the state that their message has now.
import type { Ledger } from '../../ledger/store';
import { NOT_KEPT, readKeep } from '../recording/keep';
import { toLedgerProblem, withLedger } from '../recording/with-ledger';
import { findSessionJudgement, type Judged } from './session-judgements';

const readJudged = async (ledger: Ledger, sha256: string, remembered: Judged | undefined): Promise<Judged | null> => {
  const evidence = await ledger.evidence(sha256);
  const report = remembered?.report ?? evidence?.report;
  if (report === undefined) return null;
  const now = new Date().toISOString();
  // An ordinary mail that carries a PEC is not in the ledger itself: its message is that of the PEC.
  const identifier = remembered?.message?.identifier;
  const message = (await ledger.messageOf(sha256, now)) ?? (identifier === undefined ? undefined : await ledger.message(identifier, now));
  const recorded = evidence !== undefined || remembered?.recorded === true;
  const keep = await readKeep(ledger, sha256);
  return { type: 'judged', report, message: message ?? null, recorded, problem: remembered?.problem ?? null, keep };
};

export const findJudgement = async (sha256: string): Promise<Judged | null> => {
  const remembered = await findSessionJudgement(sha256);
  try {
    const { result, harm } = await withLedger((ledger) => readJudged(ledger, sha256, remembered));
    return result === null || harm === null ? result : { ...result, problem: harm, keep: NOT_KEPT };
  } catch (error) {
    return remembered === undefined ? null : { ...remembered, problem: toLedgerProblem(error), keep: NOT_KEPT };
  }
};
