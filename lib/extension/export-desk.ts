// The desk at which proof bundles are made: everything is judged first, so that nothing is called complete that is not.
import { sha256 } from '@noble/hashes/sha2.js';
import type { BundleContent, BundleSource, Pack } from '../bundle/bundle-source';
import { createBundle } from '../bundle/create-bundle';
import { toBundleName } from '../bundle/file-names';
import { type JudgedMessage, judgeMessages, toBundleContent, type Watching } from '../bundle/prepare-bundle';
import type { ExportActions, ExportDesk, ExportOutlook } from '../export-view';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import { toHex } from '../verify/bytes';
import { LIMITS } from '../verify/limits';
import type { VerifyContext } from '../verify/verify-message';
import type { ProblemCode } from '../view';
import type { Locale, Wording } from '../wording';
import { readBundleSource } from './bundle-source';
import { createDesk, type Job, toProblem } from './desk';
import { saveFile } from './save-file';
import { type LedgerKind, withLedger } from './with-ledger';
import { readWording } from './with-wording';
import { writeLargeFile } from './write-large-file';

export type ExportDeskOptions = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  show(desk: ExportDesk | null): void;
};

type What = NonNullable<ExportDesk['running']>['what'];

/** What was chosen, and what was found of it; a bundle is made of exactly that. */
type Held = ExportDeskOptions & {
  identifiers: readonly string[];
  copies: { name: string; bytes: Uint8Array }[];
  context: VerifyContext | null;
  judged: readonly JudgedMessage[];
  file: { file: File; name: string } | null;
};

const EMPTY: ExportDesk = {
  ...{ count: 0, subject: null, pack: 'case', language: 'it', copies: [], outlook: null, running: null, made: null, problem: null },
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

const withSource = async <Result>(held: Held, work: (source: BundleSource) => Promise<Result>): Promise<Result> => {
  const context = held.context ?? (await held.readContext());
  held.context = context;
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

/** Each piece is hashed as it is written: the file is never in memory. */
const write = async (held: Held, content: BundleContent, making: Making): Promise<{ file: File; sha256: string }> => {
  const written = await writeLargeFile('bundle-', (put) =>
    withSource(held, async (source) => {
      const digest = sha256.create();
      const reader = createBundle(source, content, making).getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        digest.update(step.value);
        await put(step.value);
      }
      return toHex(digest.digest());
    }),
  );
  return { file: written.file, sha256: written.result };
};

const make =
  (held: Held, { pack, language }: { pack: Pack; language: Locale }): Job<ExportDesk> =>
  async (signal, onProgress) => {
    const content = await withSource(held, (source) => toBundleContent(held.judged, source, pack));
    const wording = await readWording(language);
    const { file, sha256: hash } = await write(held, content, { wording, signal, onProgress });
    const name = toBundleName(content);
    held.file = { file, name };
    saveFile(file, name);
    return { made: { name, size: file.size, sha256: hash, isComplete: content.messages.every(({ isComplete }) => isComplete) } };
  };

/** A proof that is gone or is not what was judged is a loss: no bundle is better than one with a hole. */
const toExportProblem = (error: unknown): ProblemCode => (error instanceof EvidenceMismatch ? 'ledger-lost' : toProblem(error));

const readCopies = async (files: readonly File[]): Promise<Held['copies']> => {
  const copies: Held['copies'] = [];
  for (const file of files.slice(0, COPIES)) {
    if (file.size <= LIMITS.messageBytes) copies.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return copies;
};

export const createExportDesk = (options: ExportDeskOptions): ExportActions => {
  const held: Held = { ...options, identifiers: [], copies: [], context: null, judged: [], file: null };
  const desk = createDesk<ExportDesk, What>(EMPTY, options.show, toExportProblem);
  const open = async (identifiers: readonly string[], subject: string | null): Promise<void> => {
    Object.assign(held, { identifiers, copies: [], context: null, judged: [], file: null });
    const { locale } = await readWording();
    desk.put({ ...EMPTY, count: identifiers.length, subject, language: locale });
    await desk.run('judge', judge(held));
  };
  const addCopies = async (files: readonly File[]): Promise<void> => {
    const added = await readCopies(files).catch(() => []);
    held.copies = [...held.copies, ...added].slice(0, COPIES);
    desk.put({
      copies: held.copies.map(({ name }) => name),
      outlook: null,
      made: null,
      ...(added.length === 0 ? { problem: 'broken-file' } : {}),
    });
    await desk.run('judge', judge(held));
  };
  return {
    open: (identifiers, subject) => void open(identifiers, subject),
    close: () => desk.close(),
    choosePack: (pack) => desk.put({ pack, made: null }),
    chooseLanguage: (language) => desk.put({ language, made: null }),
    addCopies: (files) => void addCopies(files),
    make() {
      const state = desk.state();
      if (state?.outlook) void desk.run('write', make(held, state));
    },
    save: () => held.file && saveFile(held.file.file, held.file.name),
  };
};
