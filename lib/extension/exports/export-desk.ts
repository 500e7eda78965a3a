// The desk at which proof bundles are made: everything is judged first, so that nothing is called complete that is not.
import type { BundleContent, BundleSource } from '../../bundle/bundle-source';
import { BundleTooLarge } from '../../bundle/bundle-too-large';
import { createBundle } from '../../bundle/create-bundle';
import { toBundleName } from '../../bundle/file-names';
import { type JudgedMessage, judgeMessages, toBundleContent, type Watching } from '../../bundle/prepare-bundle';
import type { Credentials } from '../../bundle/timestamp-service';
import type { ExportActions, ExportDesk, ExportOutlook } from '../../export-view';
import { EvidenceMismatch } from '../../ledger/evidence-mismatch';
import { LIMITS } from '../../verify/limits';
import type { VerifyContext } from '../../verify/verify-message';
import type { ProblemCode } from '../../view';
import type { Wording } from '../../wording';
import { createDesk, type Desk, type Job, toProblem } from '../desk';
import { type LedgerKind, withLedger } from '../recording/with-ledger';
import { saveFile } from '../save-file';
import { readWording } from '../settings/with-wording';
import { readBundleSource } from './bundle-source';
import { type Asking, type Stamped, stampByService } from './stamp-bundle';
import { createStampActions, NO_STAMP, openAsking, readStamp, type StampHeld, type What } from './stamp-desk';
import { type BundleFile, pour, writeBundleFile } from './write-bundle-file';

export type ExportDeskOptions = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  show(desk: ExportDesk | null): void;
};

/** What was chosen, and what was found of it; a bundle is made of exactly that. */
type Held = StampHeld & {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  identifiers: readonly string[];
  copies: { name: string; bytes: Uint8Array }[];
  context: VerifyContext | null;
  judged: readonly JudgedMessage[];
};

const EMPTY: ExportDesk = {
  ...{ count: 0, subject: null, pack: 'case', language: 'it', copies: [], outlook: null, stamp: NO_STAMP },
  ...{ running: null, made: null, problem: null },
};

/** Of one case; a person chooses them one by one. */
const COPIES = 20;

const toOutlook = (judged: readonly JudgedMessage[]): ExportOutlook => {
  const lacking = judged.filter(({ isComplete }) => !isComplete);
  return {
    complete: judged.length - lacking.length,
    lacking: lacking.map(({ message, readiness }) => ({
      identifier: message.identifier,
      subject: message.subject,
      items: readiness.filter(({ status }) => status !== 'ok'),
    })),
  };
};

const readOnce = async (held: Held): Promise<VerifyContext> => {
  held.context ??= await held.readContext();
  return held.context;
};

const withSource = async <Result>(held: Held, work: (source: BundleSource) => Promise<Result>): Promise<Result> => {
  const context = await readOnce(held);
  const { result } = await withLedger(
    async (ledger) =>
      work(await readBundleSource(ledger, held.identifiers, { ...context, originals: held.copies.map(({ bytes }) => bytes) })),
    held.kind,
  );
  return result;
};

const judge =
  (held: Held): Job<ExportDesk> =>
  async (signal, onProgress) => {
    const judged = await withSource(held, (source) => judgeMessages(source, { signal, onProgress }));
    held.judged = judged;
    return { outlook: toOutlook(judged) };
  };

type Making = Watching & { wording: Wording };

const write = (held: Held, content: BundleContent, making: Making): Promise<BundleFile> =>
  writeBundleFile((put) =>
    withSource(held, (source) => pour(createBundle(source, content, making), put, { signal: making.signal, release: source.release })),
  );

type Chosen = Pick<ExportDesk, 'pack' | 'language' | 'stamp'> & { asking: Asking | undefined };

/** The bundle is there, and stays whatever becomes of its time-stamp: that one cannot be written is told beside it. */
const stampNew = async (
  held: Held,
  file: File,
  asking: Asking,
  signal: AbortSignal,
): Promise<Partial<Stamped> & { problem?: ProblemCode }> => {
  try {
    return await stampByService(file, asking, await held.readTrust(), signal);
  } catch (error) {
    signal.throwIfAborted();
    return { problem: toExportProblem(error, 'stamp') };
  }
};

const make =
  (held: Held, { pack, language, stamp, asking }: Chosen): Job<ExportDesk> =>
  async (signal, onProgress) => {
    const content = await withSource(held, (source) => toBundleContent(held.judged, source, pack));
    const wording = await readWording(language);
    const plain = await write(held, content, { wording, signal, onProgress });
    const stamped = asking ? await stampNew(held, plain.file, asking, signal) : {};
    const { file, sha256 } = stamped.written ?? plain;
    // It may have been closed while the last octets went to the disk.
    signal.throwIfAborted();
    const name = toBundleName(content);
    held.file = { file, name };
    saveFile(file, name);
    const isComplete = content.messages.every((message) => message.isComplete);
    return {
      made: { name, size: file.size, sha256, isComplete, isStamped: Boolean(stamped.written) },
      stamp: { ...stamp, outcome: stamped.outcome ?? null },
      ...(stamped.problem ? { problem: stamped.problem } : {}),
    };
  };

/** A proof that is gone or is not what was judged is a loss: no bundle is better than one with a hole. */
const toExportProblem = (error: unknown, what: What): ProblemCode => {
  if (error instanceof BundleTooLarge) return 'bundle-too-large';
  if (error instanceof EvidenceMismatch) return 'ledger-lost';
  const problem = toProblem(error);
  if (problem !== 'ledger-full') return problem;
  return what === 'stamp' ? 'stamp-no-room' : 'bundle-no-room';
};

const readCopies = async (files: readonly File[]): Promise<Held['copies']> => {
  const copies: Held['copies'] = [];
  for (const file of files.slice(0, COPIES)) {
    if (file.size <= LIMITS.messageBytes) copies.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return copies;
};

const createHeld = ({ kind, readContext }: ExportDeskOptions): Held => {
  const chosen = { identifiers: [], copies: [], context: null, judged: [], file: null, earlier: null };
  const held: Held = { kind, readContext, ...chosen, readTrust: async () => (await readOnce(held)).trust };
  return held;
};

/** Released whatever comes of it: the job may end before the service is asked. */
const makeAsking = async (desk: Desk<ExportDesk, What>, held: Held, chosen: Chosen): Promise<void> => {
  try {
    await desk.run('write', make(held, chosen));
  } finally {
    await chosen.asking?.host.release();
  }
};

export const createExportDesk = (options: ExportDeskOptions): ExportActions => {
  const held = createHeld(options);
  const desk = createDesk<ExportDesk, What>(EMPTY, options.show, toExportProblem);
  const open = async (identifiers: readonly string[], subject: string | null): Promise<void> => {
    Object.assign(held, { identifiers, copies: [], context: null, judged: [], file: null, earlier: null });
    const [{ locale }, stamp] = await Promise.all([readWording(), readStamp()]);
    desk.put({ ...EMPTY, count: identifiers.length, subject, language: locale, stamp });
    await desk.run('judge', judge(held));
  };
  /** What was made is not of these choices any more. */
  const choose = (change: Partial<ExportDesk>): void => {
    const { stamp = NO_STAMP } = desk.state() ?? {};
    desk.put({ ...change, made: null, stamp: { ...stamp, outcome: null } });
  };
  const addCopies = async (files: readonly File[]): Promise<void> => {
    const added = await readCopies(files).catch(() => []);
    held.copies = [...held.copies, ...added].slice(0, COPIES);
    const names = held.copies.map(({ name }) => name);
    choose({ copies: names, outlook: null, ...(added.length === 0 ? { problem: 'broken-file' } : {}) });
    await desk.run('judge', judge(held));
  };
  return {
    open: (identifiers, subject) => void open(identifiers, subject),
    close: () => desk.close(),
    choosePack: (pack) => choose({ pack }),
    chooseLanguage: (language) => choose({ language }),
    addCopies: (files) => void addCopies(files),
    make(credentials: Credentials | null) {
      const state = desk.state();
      if (!state?.outlook || state.running) return;
      const isAsked = state.stamp.way === 'service';
      const asking = isAsked ? openAsking(desk, state, credentials) : undefined;
      if (isAsked === (asking !== undefined)) void makeAsking(desk, held, { ...state, asking });
    },
    save: () => held.file && saveFile(held.file.file, held.file.name),
    ...createStampActions(desk, held),
  };
};
