// Reads a copy of a ledger into the ledger, or only looks what that would do: each message is judged anew from its bytes.
import type { BackupReport } from '../../backup/backup-report';
import { type BackupPiece, type BackupRefusal, openBackup } from '../../backup/read-backup';
import type { BackupFile, Damage } from '../../backup/read-items';
import { mergeAnnotations } from '../../ledger/annotation';
import type { CollectedToken } from '../../ledger/collect-evidence';
import { isSealWhole } from '../../ledger/seal/seal-book';
import type { Sending } from '../../ledger/sending';
import type { Ledger } from '../../ledger/store';
import { toStampSubject } from '../../ledger/store/draft-tokens';
import type { VerifyContext } from '../../verify/verify-message';
import { toContextData } from '../judging/context-data';
import { countWorkers, createVerifyPool, type PoolWorker, type VerifyPool } from '../judging/verify-pool';
import { type LedgerBatch, type LedgerKind, openBatch } from '../recording/with-ledger';
import { createGate, type Gate, MESSAGES_IN_FLIGHT } from '../sources/gate';
import { type CopiedMessage, takeLooseTokens, takeMessage } from './take-message';

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
  /** Hashes of the messages that the copy gave back, and what the journal would say of their time-stamps. */
  whole: Set<string>;
  sendings: Sending[];
  /** Hashes of the files of the seals that the copy gave back. */
  seals: Set<string>;
  done: number;
  total: number;
  /** What the ledger threw first. */
  failure?: unknown;
};

const tell = ({ report }: Run, damage: Damage): void => {
  report.damaged += 1;
  if (report.damages.length < SHOWN_DAMAGES) report.damages.push(damage);
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

const start = async (run: Run, size: number, isMessage: boolean, work: () => Promise<void>): Promise<void> => {
  await run.gate.enter(size);
  void (async () => {
    try {
      await work();
    } catch (error) {
      run.failure ??= error;
    } finally {
      run.done += isMessage ? 1 : 0;
      run.gate.leave(size);
      run.onProgress(run.done, Math.max(run.total, run.done));
    }
  })();
};

const toSize = (tokens: readonly CollectedToken[], bytes = 0): number => tokens.reduce((sum, token) => sum + token.bytes.length, bytes);

const startMessage = async (run: Run, message: CopiedMessage): Promise<void> => {
  const { report, whole, batch, isTrial } = run;
  const { sha256, bytes, tokens } = message;
  report.messages += 1;
  report.stamps += tokens.length;
  whole.add(sha256);
  for (const token of tokens) whole.add(toStampSubject(sha256, token.sha256));
  await start(run, toSize(tokens, bytes.length), true, () => takeMessage(run, message));
  if (!isTrial && report.messages % SETTLE_EVERY === 0) await batch.settle();
};

const startTokens = async (run: Run, loose: Extract<BackupPiece, { prefix: string }>): Promise<void> => {
  run.report.stamps += loose.tokens.length;
  await start(run, toSize(loose.tokens), false, () => takeLooseTokens(run, loose));
};

const takePiece = async (run: Run, piece: BackupPiece): Promise<void> => {
  if ('what' in piece) tell(run, piece);
  else if ('sending' in piece) run.sendings.push(piece.sending);
  else if ('seal' in piece) await takeSeal(run, piece);
  else if ('annotation' in piece) await takeNote(run, piece);
  else if ('prefix' in piece) await startTokens(run, piece);
  else await startMessage(run, piece);
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
      const [sha256 = '', token = ''] = subject.split(' ');
      if (event === 'sealed' && !seals.has(sha256)) return null;
      // What was lost and given up is in no copy any more.
      if (event === 'recorded' && !whole.has(sha256) && (await ledger.evidence(sha256)) !== undefined) return null;
      if (event === 'stamped' && !whole.has(subject) && (await ledger.stampsOf(sha256)).includes(token)) return null;
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
    ...{ madeAt: manifest?.madeAt ?? null, isSealed, messages: 0, known: 0, fresh: { ...NO_VERDICTS } },
    ...{ stamps: 0, freshStamps: 0, notes: 0, sendings: 0, seals: 0 },
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
