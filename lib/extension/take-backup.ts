// Reads a copy of a ledger into the ledger, or only looks what that would do: each message is judged anew from its bytes.
import type { BackupReport } from '../backup/backup-report';
import { type BackupPiece, type BackupRefusal, openBackup } from '../backup/read-backup';
import type { BackupFile, Damage } from '../backup/read-items';
import { wrapPart } from '../backup/wrap-part';
import { mergeAnnotations } from '../ledger/annotation';
import { findShownSubject } from '../ledger/find-shown-subject';
import { isSealWhole } from '../ledger/seal/seal-book';
import type { Sending } from '../ledger/sending';
import type { Ledger } from '../ledger/store';
import { toSha256Hex } from '../verify/bytes';
import type { Verdict } from '../verify/report';
import type { VerifyContext } from '../verify/verify-message';
import { toContextData } from './context-data';
import { createGate, type Gate, MESSAGES_IN_FLIGHT } from './gate';
import type { JudgedSource } from './verify-order';
import { countWorkers, createVerifyPool, type PoolWorker, type VerifyPool } from './verify-pool';
import { type LedgerBatch, type LedgerKind, openBatch } from './with-ledger';

export type TakeOptions = {
  kind: LedgerKind;
  file: BackupFile;
  passphrase: string | null;
  /** False: nothing is written. */
  isTrial: boolean;
  createWorker(): PoolWorker;
  context: VerifyContext;
  workers?: number;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
};

export type Taken = { ok: true; report: BackupReport } | { ok: false; refusal: BackupRefusal };

const SHOWN_DAMAGES = 200;
const SETTLE_EVERY = 500;
const JOURNAL_STEP = 5000;

type Run = TakeOptions & {
  report: BackupReport;
  pool: VerifyPool;
  batch: LedgerBatch;
  gate: Gate;
  /** Hashes of the messages that the copy gave back. */
  whole: Set<string>;
  sendings: Sending[];
  /** Hashes of the files of the seals that the copy gave back. */
  seals: Set<string>;
  done: number;
  total: number;
  /** What the ledger threw first. */
  failure?: unknown;
};

type Message = Extract<BackupPiece, { sha256: string }>;

const tell = ({ report }: Run, damage: Damage): void => {
  report.damaged += 1;
  if (report.damages.length < SHOWN_DAMAGES) report.damages.push(damage);
};

const isHere = async ({ batch }: Run, sha256: string): Promise<boolean> => {
  if ((await batch.ledger.evidence(sha256)) === undefined) return false;
  const bytes = await batch.ledger.bytesOf(sha256);
  return bytes !== undefined && (await toSha256Hex(bytes)) === sha256;
};

const verify = ({ pool }: Run, bytes: Uint8Array): Promise<JudgedSource | null> =>
  pool.verify({ source: { blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) }, timestamps: [] });

/** As a message, and where that proves nothing as the part of a mail that it may have been. */
const judge = async (run: Run, { sha256, bytes }: Message): Promise<JudgedSource | null> => {
  const alone = await verify(run, bytes);
  if (alone === null || (alone.ok && alone.report.verdict === 'verified')) return alone;
  const wrapped = await verify(run, wrapPart(bytes, sha256));
  const isProven = wrapped?.ok === true && wrapped.report.enclosed.some((part) => part.sha256 === sha256 && part.verdict === 'verified');
  return isProven ? wrapped : alone;
};

/** Of the message itself, also where a mail was put around it. */
const toVerdict = (judged: JudgedSource, sha256: string): Verdict => {
  if (!judged.ok) return 'not-pec';
  return judged.report.sha256 === sha256 ? judged.report.verdict : 'verified';
};

const takeMessage = async (run: Run, message: Message): Promise<void> => {
  const { report, batch, context, isTrial } = run;
  if (await isHere(run, message.sha256)) {
    report.known += 1;
    return;
  }
  const judged = await judge(run, message);
  if (judged === null) return;
  const verdict = toVerdict(judged, message.sha256);
  if (!judged.ok || verdict === 'not-pec') {
    report.unread += 1;
    return;
  }
  if (!isTrial) {
    const { bytes, report: told } = judged;
    const recordedAt = message.recordedAt !== null && message.recordedAt < context.now ? message.recordedAt : context.now;
    await batch.keep({ bytes, report: told, origin: 'backup', recordedAt, shownSubject: findShownSubject(bytes, told) });
  }
  report.fresh[verdict] += 1;
};

const takeNote = async (
  { report, batch, context, isTrial }: Run,
  { identifier, annotation }: Extract<BackupPiece, { annotation: unknown }>,
): Promise<void> => {
  report.notes += 1;
  if (isTrial) return;
  const own = await batch.ledger.annotation(identifier);
  const merged = mergeAnnotations(own, annotation);
  if (own === undefined || merged.note !== own.note || merged.tags.length !== own.tags.length)
    await batch.ledger.annotate(identifier, merged, context.now);
};

const takeSendings = async ({ report, batch, isTrial, sendings }: Run): Promise<void> => {
  report.sendings = sendings.length;
  if (!isTrial) for (const sending of sendings) await batch.ledger.noteSending(sending);
};

/** What is under it must lead to its root; what its time-stamps prove is judged here, whenever it is shown. */
const takeSeal = async (run: Run, { seal: { list, ...seal } }: Extract<BackupPiece, { seal: unknown }>): Promise<void> => {
  const { report, batch, context, isTrial } = run;
  if (!isSealWhole(seal, list)) {
    tell(run, { what: 'content', name: `seals ${seal.id}` });
    return;
  }
  report.seals += 1;
  run.seals.add(seal.id);
  if (!isTrial) await batch.ledger.restoreSeal(seal, list, context.now);
};

const startMessage = async (run: Run, message: Message): Promise<void> => {
  try {
    await takeMessage(run, message);
  } catch (error) {
    run.failure ??= error;
  } finally {
    run.done += 1;
    run.gate.leave(message.bytes.length);
    run.onProgress(run.done, Math.max(run.total, run.done));
  }
};

const takePiece = async (run: Run, piece: BackupPiece): Promise<void> => {
  const { report, gate, batch, isTrial } = run;
  if ('what' in piece) tell(run, piece);
  else if ('sending' in piece) run.sendings.push(piece.sending);
  else if ('seal' in piece) await takeSeal(run, piece);
  else if ('annotation' in piece) await takeNote(run, piece);
  else {
    report.messages += 1;
    run.whole.add(piece.sha256);
    await gate.enter(piece.bytes.length);
    void startMessage(run, piece);
    if (!isTrial && report.messages % SETTLE_EVERY === 0) await batch.settle();
  }
};

const stopIfDue = ({ signal, failure }: Run): void => {
  signal.throwIfAborted();
  if (failure !== undefined) throw failure;
};

/** Each message is judged while the next ones are read. */
const takeAll = async (run: Run, pieces: AsyncIterable<BackupPiece>): Promise<void> => {
  for await (const piece of pieces) {
    stopIfDue(run);
    await takePiece(run, piece);
  }
  await run.gate.whenEmpty();
  stopIfDue(run);
  await takeSendings(run);
};

/** A copy counts for the ledger only when everything that was recorded up to its last entry was read back whole out of it. */
const findCovered = async (
  { report, whole, seals }: Run,
  ledger: Ledger,
  manifest: { seq: number; chain: string } | null,
): Promise<number | null> => {
  if (report.damaged > 0 || manifest === null || manifest.seq === 0) return null;
  const [last] = await ledger.journal(manifest.seq - 1, 1);
  if (last?.hash !== manifest.chain) return null;
  for (let after = 0; after < manifest.seq; after += JOURNAL_STEP) {
    const entries = await ledger.journal(after, Math.min(JOURNAL_STEP, manifest.seq - after));
    for (const { event, subject } of entries) {
      if (event === 'sealed' && !seals.has(subject.slice(0, 64))) return null;
      const sha256 = subject.slice(0, 64);
      // What was lost and given up is in no copy any more.
      if (event === 'recorded' && !whole.has(sha256) && (await ledger.evidence(sha256)) !== undefined) return null;
    }
  }
  return manifest.seq;
};

const NO_VERDICTS = { verified: 0, inconclusive: 0, failed: 0 };

/** @throws whatever the ledger throws, and the signal's reason once it is aborted: what was recorded until then stays */
export const takeBackup = async (options: TakeOptions): Promise<Taken> => {
  const opened = await openBackup(options.file, options.passphrase);
  if (!opened.ok) return opened;
  const { manifest, isSealed } = opened;
  const report: BackupReport = {
    ...{ madeAt: manifest?.madeAt ?? null, isSealed, messages: 0, known: 0, fresh: { ...NO_VERDICTS }, notes: 0, sendings: 0, seals: 0 },
    ...{ damages: [], damaged: 0, unread: 0, isTrial: options.isTrial, coveredSeq: null },
  };
  const { createWorker, context, workers = countWorkers() } = options;
  const pool = createVerifyPool({ createWorker, context: toContextData(context), workers });
  const batch = openBatch(options.kind);
  const gate = createGate(MESSAGES_IN_FLIGHT);
  const run: Run = {
    ...options,
    report,
    pool,
    batch,
    gate,
    whole: new Set(),
    sendings: [],
    seals: new Set(),
    done: 0,
    total: manifest?.count ?? 0,
  };
  try {
    await takeAll(run, opened.pieces());
    report.coveredSeq = await findCovered(run, batch.ledger, manifest);
    return { ok: true, report };
  } finally {
    pool.close();
    await gate.whenEmpty();
    try {
      if (!options.isTrial) await batch.settle();
    } finally {
      batch.close();
    }
  }
};
