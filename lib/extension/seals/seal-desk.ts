// The desk at which the archive is sealed: the file is made and handed out, and what comes back is judged before it is kept.
import { isAnswer, judgeAnswer } from '../../ledger/seal/judge-answer';
import type { Seal } from '../../ledger/seal/seal';
import type { JudgedSeal } from '../../ledger/seal/seal-book';
import { parseSealFile, toSealFileName } from '../../ledger/seal/seal-file';
import type { Ledger } from '../../ledger/store';
import type { SealActions, SealDesk, SealRow } from '../../seal-view';
import { toSha256Hex } from '../../verify/bytes';
import { LIMITS } from '../../verify/limits';
import type { VerifyContext } from '../../verify/verify-message';
import { createDesk, type Job, toProblem } from '../desk';
import { type LedgerKind, withLedger, writeLedger } from '../recording/with-ledger';
import { saveFile } from '../save-file';
import { readSealBook } from './read-seals';

export type SealDeskOptions = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  show(desk: SealDesk | null): void;
  /** After something was written to the ledger. */
  refresh(): Promise<void>;
};

type What = NonNullable<SealDesk['running']>['what'];

const EMPTY: SealDesk = { rows: null, running: null, saved: null, refused: null, problem: null };

const toRow = ({ id, file, answers, proven, isRenewed }: JudgedSeal): SealRow => ({
  id,
  made: file && { date: file.date, count: file.count },
  proven,
  isRenewed,
  answers: answers.map(({ name, finding }) => ({
    ...{ name, status: finding.status },
    signers: 'signers' in finding ? finding.signers : [],
    problem: 'problem' in finding ? finding.problem : null,
  })),
});

const readRows = async (options: SealDeskOptions): Promise<SealRow[]> => {
  const context = await options.readContext();
  const { result } = await withLedger((ledger) => readSealBook(ledger, context), options.kind);
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

const make = async (options: SealDeskOptions): Promise<Partial<SealDesk>> => {
  const { result } = await writeLedger((ledger) => ledger.makeSeal(new Date().toISOString()), options.kind);
  return { saved: result && save(result) };
};

const saveAgain = async (options: SealDeskOptions, id: string): Promise<Partial<SealDesk>> => {
  const { result } = await withLedger((ledger) => findSeal(ledger, id), options.kind);
  return { saved: result ? save(result) : null };
};

/** What can never prove anything about this file is not kept. */
const answer = async (options: SealDeskOptions, id: string, file: File): Promise<Partial<SealDesk>> => {
  const name = file.name.slice(0, 200);
  if (file.size > LIMITS.signatureBytes) return { refused: { name, problem: 'limit-reached' } };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { trust, now } = await options.readContext();
  const { result: seal } = await withLedger((ledger) => findSeal(ledger, id), options.kind);
  if (seal === undefined) return {};
  const finding = await judgeAnswer(seal.file, { name, bytes }, trust, Date.parse(now));
  if (finding.status === 'unproven' && !isAnswer(finding)) return { refused: { name, problem: finding.problem } };
  const kept = { sha256: await toSha256Hex(bytes), name, bytes, addedAt: new Date().toISOString() };
  await writeLedger((ledger) => ledger.answerSeal(id, kept), options.kind);
  return {};
};

export const createSealDesk = (options: SealDeskOptions): SealActions => {
  const desk = createDesk<SealDesk, What>(EMPTY, options.show);
  /** What was written is told to whoever shows the ledger, also where the dialog was closed meanwhile; the desk is free by then. */
  const tell = (): Promise<void> =>
    options.refresh().catch((error: unknown) => {
      if (desk.state() !== null) desk.put({ problem: toProblem(error) });
    });
  const run = (what: What, work: () => Promise<Partial<SealDesk>>): void => {
    if (desk.state()?.running) return;
    desk.put({ saved: null, refused: null });
    const job: Job<SealDesk> = async () => ({ ...(await work()), rows: await readRows(options) });
    void desk.run(what, job).then(() => (what === 'read' ? undefined : tell()));
  };
  return {
    open: () => run('read', async () => ({})),
    close: () => desk.close(),
    make: () => run('make', () => make(options)),
    save: (id) => run('read', () => saveAgain(options, id)),
    answer: (id, file) => run('answer', () => answer(options, id, file)),
  };
};
