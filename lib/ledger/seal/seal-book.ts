// The seals of a ledger, judged now: before when what is under each existed, until when its time-stamp holds, and which later one renews it.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../verify/bytes';
import type { TrustStore } from '../../verify/trust/trust-store';
import { type AnswerFinding, judgeAnswer } from './judge-answer';
import type { Seal } from './seal';
import { parseSealFile, type SealFile } from './seal-file';
import { countSealed, findSealedIndex, isSealedList, type SealedList, toSealedTree } from './sealed-list';

export type Proven = Extract<AnswerFinding, { status: 'proven' }>;

export type JudgedSeal = {
  id: string;
  /** Null when file or list are not what they were: it proves nothing. */
  file: SealFile | null;
  answers: { sha256: string; name: string; addedAt: string; finding: AnswerFinding }[];
  /** The time-stamp that proves most; null without a good one. */
  proven: Proven | null;
  /** A later good seal is over its time-stamp too, so that the end of that one's certificate takes nothing from it (the idea of RFC 4998 section 5). */
  isRenewed: boolean;
};

/** Roots of lists that were hashed in this process already: those of a large archive take a second. */
const roots = new WeakMap<SealedList, string>();

const findListRoot = (list: SealedList): string => {
  const root = roots.get(list) ?? toHex(toSealedTree(list).root);
  roots.set(list, root);
  return root;
};

/** The list belongs to the file; it is hashed anew, because what lies in a database may have changed. */
export const isListOf = (list: SealedList, { count, root }: SealFile): boolean => {
  if (!isSealedList(list) || countSealed(list) !== count) return false;
  return findListRoot(list) === root;
};

/** Whether a seal from outside is whole in itself: file, list and hashes. It says nothing of what came back for it. */
export const isSealWhole = ({ id, file, answers }: Seal, list: SealedList): boolean => {
  const parsed = parseSealFile(file);
  if (parsed === null || toHex(sha256(file)) !== id || !isListOf(list, parsed)) return false;
  return answers.every((answer) => toHex(sha256(answer.bytes)) === answer.sha256);
};

const findProven = (answers: JudgedSeal['answers']): JudgedSeal['answers'][number] | undefined =>
  answers
    .filter(({ finding }) => finding.status === 'proven')
    .sort((a, b) => ((a.finding as Proven).existedBefore < (b.finding as Proven).existedBefore ? -1 : 1))[0];

type Judged = JudgedSeal & { list: SealedList; token: string | null };

const judgeOne = async (seal: Seal, list: SealedList | undefined, trust: TrustStore, now: number): Promise<Judged> => {
  const parsed = parseSealFile(seal.file);
  const file = parsed !== null && list !== undefined && isListOf(list, parsed) ? parsed : null;
  const answers: JudgedSeal['answers'] = [];
  for (const { bytes, name, ...rest } of seal.answers)
    answers.push({ ...rest, name, finding: await judgeAnswer(seal.file, { name, bytes }, trust, now) });
  const best = file === null ? undefined : findProven(answers);
  const proven = best ? (best.finding as Proven) : null;
  return { id: seal.id, file, answers, proven, isRenewed: false, list: list ?? new Uint8Array(), token: best?.sha256 ?? null };
};

const isRenewedBy = ({ proven, token }: Judged, later: Judged): boolean =>
  proven !== null &&
  token !== null &&
  later.proven !== null &&
  later.proven.existedBefore <= proven.until &&
  later.proven.until > proven.until &&
  findSealedIndex(later.list, token) >= 0;

export type SealBook = {
  /** Newest first. */
  seals: JudgedSeal[];
  /** Of the good seals that are over this file the one that proves most; null when none is. */
  findSeal(hash: string): (JudgedSeal & { proven: Proven }) | null;
};

const isProven = (seal: Judged): seal is Judged & { proven: Proven } => seal.proven !== null;

/** @param listOf what each seal is over
 * @param now milliseconds since 1970 UTC */
export const createSealBook = async (
  seals: readonly Seal[],
  listOf: (id: string) => Promise<SealedList | undefined>,
  trust: TrustStore,
  now: number,
): Promise<SealBook> => {
  const judged: Judged[] = [];
  for (const seal of seals) judged.push(await judgeOne(seal, await listOf(seal.id), trust, now));
  for (const seal of judged) seal.isRenewed = judged.some((later) => later !== seal && isRenewedBy(seal, later));
  const good = judged.filter(isProven).sort((a, b) => (a.proven.existedBefore < b.proven.existedBefore ? -1 : 1));
  return {
    seals: judged.sort((a, b) => ((a.file?.date ?? '') < (b.file?.date ?? '') ? 1 : -1)),
    findSeal: (hash) => good.find(({ list }) => findSealedIndex(list, hash) >= 0) ?? null,
  };
};
