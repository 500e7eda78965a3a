// One message that was found in what the user dropped: verified in a worker, recorded here; whatever is wrong with it stays its own affair.
import type { FoundMessage } from '../../intake/found';
import type { Report } from '../../verify/report';
import type { VerifyContext } from '../../verify/verify-message';
import type { FileOutcome } from '../../view';
import { toContextData } from '../judging/context-data';
import { findFurtherTimestamps } from '../judging/further-timestamps';
import type { JudgedSource } from '../judging/verify-order';
import { countWorkers, createVerifyPool, type PoolWorker, toJob, type VerifyPool } from '../judging/verify-pool';
import { type Recording, recordBy } from '../recording/record-report';
import { type LedgerBatch, type LedgerKind, openBatch, toLedgerProblem } from '../recording/with-ledger';

export type Judge = {
  /** Null when it was cancelled before it was verified. */
  judge(found: FoundMessage): Promise<FileOutcome | null>;
  /** Ends the workers at once; what they had in hand is lost. */
  cancel(): void;
  /** After the last one was judged. */
  close(): Promise<void>;
};

export type JudgeOptions = { createWorker(): PoolWorker; context: VerifyContext; kind: LedgerKind; workers?: number; timeLimitMs?: number };

const SETTLE_MS = 2000;
/** Counting the ledger may take at most one part in so many of the time. */
const SETTLE_SHARE = 20;

/** Counts what the ledger holds every few seconds while a drop is recorded, and at its end. */
const createSettling = (settle: () => Promise<void>) => {
  let isDue = false;
  let next = performance.now() + SETTLE_MS;
  const run = async (): Promise<void> => {
    if (!isDue) return;
    isDue = false;
    const started = performance.now();
    next = Number.POSITIVE_INFINITY;
    try {
      await settle();
    } catch (error) {
      isDue = true;
      throw error;
    } finally {
      next = performance.now() + Math.max(SETTLE_MS, SETTLE_SHARE * (performance.now() - started));
    }
  };
  return {
    recorded(): Promise<void> {
      isDue = true;
      return performance.now() < next ? Promise.resolve() : run();
    },
    end: run,
  };
};

type WholeJudged = Extract<JudgedSource, { ok: true }>;
type Place = { pool: VerifyPool; batch: LedgerBatch; now: string };

const record = async ({ bytes, report, timestamps }: WholeJudged, { batch, now }: Place): Promise<Recording & { isKnown: boolean }> => {
  let isKnown = false;
  const save: LedgerBatch['keep'] = async (message) => {
    const job = await batch.keep(message);
    isKnown = job.result.outcome === 'known';
    return job;
  };
  const recording = await recordBy(save, { bytes, report, origin: 'file', now, timestamps });
  return { ...recording, isKnown };
};

/** What is known may have had other time-stamps beside it before: then it is judged once more, with all of them. */
const recordWhole = async (judged: WholeJudged, place: Place): Promise<Recording & { report: Report }> => {
  const { report, bytes, timestamps } = judged;
  const { isKnown, ...recording } = await record(judged, place);
  const further = isKnown ? await findFurtherTimestamps(place.batch.ledger, report.sha256, timestamps) : null;
  if (further === null) return { ...recording, report };
  const again = await place.pool.verify(toJob(bytes, further));
  if (!again?.ok) return { ...recording, report };
  return { ...(await record({ ...again, timestamps: [] }, place)), report: again.report };
};

export const createJudge = ({ createWorker, context, kind, workers = countWorkers(), ...limits }: JudgeOptions): Judge => {
  const pool = createVerifyPool({ createWorker, context: toContextData(context), workers, ...limits });
  const batch = openBatch(kind);
  const settling = createSettling(batch.settle);
  return {
    async judge({ name, source, timestamps }) {
      const judged = await pool.verify({ source, timestamps });
      if (judged === null) return null;
      if (!judged.ok) return { name, report: null, problem: judged.problem };
      try {
        const { report, recorded, problem } = await recordWhole(judged, { pool, batch, now: context.now });
        if (recorded) await settling.recorded();
        return { name, report, problem };
      } catch (error) {
        return { name, report: judged.report, problem: toLedgerProblem(error) };
      }
    },
    cancel: () => pool.close(),
    async close() {
      pool.close();
      try {
        await settling.end();
      } finally {
        batch.close();
      }
    },
  };
};
