// The desk at which the archive is sealed: the file is made and handed out, and what comes back is judged before it is kept.
import { isAnswer, judgeAnswer } from '../ledger/seal/judge-answer';
import type { Seal } from '../ledger/seal/seal';
import type { JudgedSeal } from '../ledger/seal/seal-book';
import { parseSealFile, toSealFileName } from '../ledger/seal/seal-file';
import type { Ledger } from '../ledger/store';
import type { SealActions, SealDesk, SealRow } from '../seal-view';
import { toSha256Hex } from '../verify/bytes';
import { LIMITS } from '../verify/limits';
import type { VerifyContext } from '../verify/verify-message';
import { toProblem } from './desk';
import { readSealBook } from './read-seals';
import { saveFile } from './save-file';
import { type LedgerKind, withLedger, writeLedger } from './with-ledger';

export type SealDeskOptions = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  show(desk: SealDesk | null): void;
  /** After something was written to the ledger. */
  refresh(): Promise<void>;
};

type Desk = SealDeskOptions & { state: SealDesk | null };

const EMPTY: SealDesk = { rows: null, isBusy: false, saved: null, refused: null, problem: null };

const put = (desk: Desk, change: Partial<SealDesk>): void => {
  // What belongs to a dialog that was closed meanwhile is not told any more.
  if (desk.state === null) return;
  desk.state = { ...desk.state, ...change };
  desk.show(desk.state);
};

const toRow = ({ id, file, answers, proven, isRenewed }: JudgedSeal): SealRow => ({
  id,
  made: file && { date: file.date, count: file.count },
  proven,
  isRenewed,
  answers: answers.map(({ name, finding }) => ({
    ...{ name, status: finding.status },
    problem: finding.status === 'unproven' ? finding.problem : null,
  })),
});

const readRows = async (desk: Desk): Promise<SealRow[]> => {
  const context = await desk.readContext();
  const { result } = await withLedger((ledger) => readSealBook(ledger, context), desk.kind);
  return result.seals.map(toRow);
};

const findSeal = async (ledger: Ledger, id: string): Promise<Seal | undefined> => (await ledger.seals()).find((seal) => seal.id === id);

const save = ({ file }: Seal): string | null => {
  const parsed = parseSealFile(file);
  if (parsed === null) return null;
  const name = toSealFileName(parsed);
  saveFile(new Blob([file as Uint8Array<ArrayBuffer>], { type: 'text/plain' }), name);
  return name;
};

const make = async (desk: Desk): Promise<Partial<SealDesk>> => {
  const { result } = await writeLedger((ledger) => ledger.makeSeal(new Date().toISOString()), desk.kind);
  return { saved: result && save(result) };
};

const saveAgain = async (desk: Desk, id: string): Promise<Partial<SealDesk>> => {
  const { result } = await withLedger((ledger) => findSeal(ledger, id), desk.kind);
  return { saved: result ? save(result) : null };
};

/** What can never prove anything about this file is not kept. */
const answer = async (desk: Desk, id: string, file: File): Promise<Partial<SealDesk>> => {
  const name = file.name.slice(0, 200);
  if (file.size > LIMITS.signatureBytes) return { refused: { name, problem: 'limit-reached' } };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { trust, now } = await desk.readContext();
  const { result: seal } = await withLedger((ledger) => findSeal(ledger, id), desk.kind);
  if (seal === undefined) return {};
  const finding = await judgeAnswer(seal.file, { name, bytes }, trust, Date.parse(now));
  if (finding.status === 'unproven' && !isAnswer(finding)) return { refused: { name, problem: finding.problem } };
  const kept = { sha256: await toSha256Hex(bytes), name, bytes, addedAt: new Date().toISOString() };
  await writeLedger((ledger) => ledger.answerSeal(id, kept), desk.kind);
  return {};
};

/** One job at a time. */
const run = async (desk: Desk, job: () => Promise<Partial<SealDesk>>): Promise<void> => {
  if (desk.state === null || desk.state.isBusy) return;
  put(desk, { isBusy: true, saved: null, refused: null, problem: null });
  try {
    const change = await job();
    put(desk, { ...change, rows: await readRows(desk), isBusy: false });
    await desk.refresh();
  } catch (error) {
    put(desk, { isBusy: false, problem: toProblem(error) });
  }
};

export const createSealDesk = (options: SealDeskOptions): SealActions => {
  const desk: Desk = { ...options, state: null };
  return {
    open() {
      desk.state = EMPTY;
      void run(desk, async () => ({}));
    },
    close() {
      desk.state = null;
      desk.show(null);
    },
    make: () => void run(desk, () => make(desk)),
    save: (id) => void run(desk, () => saveAgain(desk, id)),
    answer: (id, file) => void run(desk, () => answer(desk, id, file)),
  };
};
