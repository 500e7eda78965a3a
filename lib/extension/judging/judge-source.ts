// Bytes of one source in, verdict out, evidence kept: the job that the background does for a content script.
import type { Report } from '../../verify/report';
import { type VerifyContext, verifyMessage } from '../../verify/verify-message';
import type { Judgement } from '../protocol';
import { findKeeps, NOT_KEPT } from '../recording/keep';
import { type Recording, recordReport } from '../recording/record-report';
import { withLedger } from '../recording/with-ledger';
import type { ReceivedSource } from '../sources/receive-source';
import { findFurtherTimestamps } from './further-timestamps';
import { rememberVerdict } from './known-verdicts';
import { isOpenedOriginal } from './opened-original';
import { readContext } from './read-context';
import { toRowVerdict } from './row-verdict';
import { type Judged, rememberJudgement } from './session-judgements';

/** A lossy channel may confirm, never condemn: what it fails to confirm is neither kept nor shown in lists. */
const isConclusive = ({ fidelity }: ReceivedSource, report: Report): boolean => fidelity !== 'lossy' || report.verdict === 'verified';

const record = async (source: ReceivedSource, report: Report, now: string): Promise<Recording> => {
  if (!isConclusive(source, report) || isOpenedOriginal(source.isPart, report)) return { message: null, recorded: false, problem: null };
  // What is read in a private window leaves nothing on the disk.
  if (source.isPrivate) return { message: null, recorded: false, problem: report.verdict === 'not-pec' ? null : 'private-window' };
  return recordReport({ bytes: source.bytes, report, origin: source.site === null ? 'file' : 'webmail', now });
};

type Stage = { report: Report; recording: Recording };

/** What the webmail shows has no time-stamp beside it: those that the ledger keeps of it are laid there again. */
const judgeStamped = async (source: ReceivedSource, stage: Stage, context: VerifyContext): Promise<Stage> => {
  try {
    const { result } = await withLedger((ledger) => findFurtherTimestamps(ledger, stage.report.sha256, []));
    if (result === null) return stage;
    const report = await verifyMessage(source.bytes, { ...context, timestamps: result });
    return { report, recording: await record(source, report, context.now) };
  } catch {
    return stage;
  }
};

/** Session memory is a convenience: when it is full or gone, the answer is still right. */
const remember = async (source: ReceivedSource, judged: Judged): Promise<void> => {
  const memories = [rememberJudgement(judged)];
  const verdict = toRowVerdict(judged.report);
  if (source.site !== null && verdict !== undefined && isConclusive(source, judged.report))
    memories.push(rememberVerdict(source.site.host, source.key, verdict, judged.report.sha256));
  await Promise.allSettled(memories);
};

export const judgeSource = async (source: ReceivedSource): Promise<Judgement> => {
  try {
    const context = await readContext();
    const first = await verifyMessage(source.bytes, context);
    const recorded = await record(source, first, context.now);
    const { report, recording } = recorded.recorded
      ? await judgeStamped(source, { report: first, recording: recorded }, context)
      : { report: first, recording: recorded };
    const [keep = NOT_KEPT] = recording.recorded ? await findKeeps([report.sha256]) : [];
    const judged: Judged = { type: 'judged', report, ...recording, keep };
    await remember(source, judged);
    return judged;
  } catch {
    return { type: 'problem', problem: 'internal-error' };
  }
};
