// The seals of an archive in a bundle: what is handed over of them, and what a reader finds when the ways to their roots are walked again.
import { encodeInclusions, findInclusion, isIncluded, parseInclusions } from '../ledger/seal/inclusion';
import { type AnswerFinding, judgeAnswer } from '../ledger/seal/judge-answer';
import type { Seal } from '../ledger/seal/seal';
import { isListOf } from '../ledger/seal/seal-book';
import { parseSealFile, toSealName } from '../ledger/seal/seal-file';
import { type SealedList, toSealedTree } from '../ledger/seal/sealed-list';
import type { TrustStore } from '../verify/trust/trust-store';
import type { BundleSeal } from './bundle-findings';
import type { SealedProofs } from './bundle-source';
import { SEAL_FOLDER } from './layout';
import { toAnswerForm } from './timestamp-form';

export type NamedFile = { name: string; bytes: Uint8Array };

/** A seal with its list, and the hashes of the answers that go with it: the time-stamp that proves most, and the signatures. */
export type SealSource = { seal: Seal; list: SealedList; answers: readonly string[] };

const FILE = 'sigillo.txt';
const PROOFS = 'prove.txt';
/** A time-stamp, and signatures; the second of a kind bears a number. */
const ANSWER = /^sigillo\.txt(?:\.(?:[2-9]|1\d))?\.(tst|tsr|tsd|p7m|p7s)$/;

const bySource = (a: SealSource, b: SealSource): number => (a.seal.id < b.seal.id ? -1 : 1);

/** In the order of their hashes, so that the same answers are called the same. */
const toAnswerFiles = ({ seal, answers }: SealSource): NamedFile[] => {
  const handed = seal.answers.filter(({ sha256 }) => answers.includes(sha256)).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const forms = handed.map(({ bytes }) => toAnswerForm(bytes));
  return handed.flatMap(({ bytes }, index) => {
    const number = forms.slice(0, index + 1).filter((form) => form === forms[index]).length;
    const name = `${FILE}${number > 1 ? `.${number}` : ''}.${forms[index]}`;
    return ANSWER.test(name) ? [{ name, bytes }] : [];
  });
};

const toFolder = (source: SealSource, hashes: readonly string[]): NamedFile[] => {
  const { seal, list } = source;
  const file = parseSealFile(seal.file);
  const answers = toAnswerFiles(source);
  if (file === null || answers.length === 0 || !isListOf(list, file)) return [];
  const tree = toSealedTree(list);
  const inclusions = hashes.flatMap((sha256) => findInclusion(tree, list, sha256) ?? []);
  if (inclusions.length === 0) return [];
  const folder = `${SEAL_FOLDER}${toSealName(file)}/`;
  return [
    { name: `${folder}${FILE}`, bytes: seal.file },
    ...answers.map(({ name, bytes }) => ({ name: `${folder}${name}`, bytes })),
    { name: `${folder}${PROOFS}`, bytes: encodeInclusions(inclusions) },
  ];
};

/** Of each seal only the ways of what is in this bundle: of the evidence, and of what came back for earlier seals that this one renews.
 * The same input gives the same octets, whatever its order; a seal that is over nothing in here, or not whole, gives nothing.
 * @param evidenceHashes SHA-256 of the proofs in the bundle, lowercase hex */
export const toSealFiles = (seals: readonly SealSource[], evidenceHashes: readonly string[]): NamedFile[] => {
  const handed = seals.filter((source) => toFolder(source, evidenceHashes).length > 0).sort(bySource);
  const hashes = [...new Set([...evidenceHashes, ...handed.flatMap(({ answers }) => answers)])];
  return handed.flatMap((source) => toFolder(source, hashes)).sort((a, b) => (a.name < b.name ? -1 : 1));
};

const toFolders = (files: readonly NamedFile[]): Map<string, Map<string, Uint8Array>> => {
  const folders = new Map<string, Map<string, Uint8Array>>();
  for (const { name, bytes } of files) {
    const [, folder, leaf] = /^sigilli\/([\w-]{1,100})\/([^/]{1,100})$/.exec(name) ?? [];
    if (folder === undefined || leaf === undefined) continue;
    folders.set(folder, (folders.get(folder) ?? new Map()).set(leaf, bytes));
  }
  return folders;
};

type Answers = Pick<BundleSeal, 'existedBefore' | 'signers' | 'problem'>;

/** What dates it counts, also where another answer does not; whatever does not hold is told all the same. */
const judgeAnswers = async (
  file: Uint8Array,
  folder: ReadonlyMap<string, Uint8Array>,
  trust: TrustStore,
  now: number,
): Promise<Answers> => {
  const findings: AnswerFinding[] = [];
  for (const [name, bytes] of [...folder].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (ANSWER.test(name)) findings.push(await judgeAnswer(file, { name, bytes }, trust, now));
  }
  const dates = findings.flatMap((finding) => (finding.status === 'proven' ? [finding.existedBefore] : [])).sort();
  const [existedBefore = null] = dates;
  const signers = findings.flatMap((finding) => ('signers' in finding ? finding.signers : []));
  const bad =
    findings.find(({ status }) => status === 'unproven') ?? findings.find(({ status }) => status === 'signed' && existedBefore === null);
  const problem = bad && 'problem' in bad ? bad.problem : null;
  return { existedBefore, signers, problem: findings.length === 0 ? 'token-missing' : problem };
};

const judgeFolder = async (
  folder: ReadonlyMap<string, Uint8Array>,
  evidenceHashes: readonly string[],
  trust: TrustStore,
  now: number,
): Promise<Omit<BundleSeal, 'name'>> => {
  const bytes = folder.get(FILE);
  const seal = bytes ? parseSealFile(bytes) : null;
  const none = { existedBefore: null, included: [], signers: [] };
  if (bytes === undefined || seal === null) return { ...none, problem: 'seal-unreadable' };
  const proofs = folder.get(PROOFS);
  const inclusions = proofs ? parseInclusions(proofs) : null;
  if (inclusions === null) return { ...none, problem: 'proofs-unreadable' };
  const holding = inclusions.filter((inclusion) => isIncluded(inclusion, seal));
  const included = holding.map(({ sha256 }) => sha256).filter((sha256) => evidenceHashes.includes(sha256));
  const answers = await judgeAnswers(bytes, folder, trust, now);
  return { included, ...answers, ...(holding.length < inclusions.length ? { problem: 'way-broken' } : {}) };
};

/** Nothing in here is believed: every way is hashed again, and the token is judged over the very octets of the seal.
 * @param files of the bundle, under their full names; what lies elsewhere is no matter of this
 * @param evidenceHashes SHA-256 of the proofs as they are in the bundle, hashed by the caller
 * @param now milliseconds since 1970 UTC */
export const judgeSeals = async (
  files: readonly NamedFile[],
  evidenceHashes: readonly string[],
  trust: TrustStore,
  now: number,
): Promise<BundleSeal[]> => {
  const seals: BundleSeal[] = [];
  for (const [name, folder] of toFolders(files)) seals.push({ name, ...(await judgeFolder(folder, evidenceHashes, trust, now)) });
  return seals.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Of several seals over one proof the one that proves most. */
export const toSealedProofs = (seals: readonly BundleSeal[]): SealedProofs => {
  const sealed = new Map<string, { existedBefore: string }>();
  for (const { existedBefore, included } of seals) {
    if (existedBefore === null) continue;
    for (const sha256 of included) {
      const known = sealed.get(sha256);
      if (!known || existedBefore < known.existedBefore) sealed.set(sha256, { existedBefore });
    }
  }
  return Object.fromEntries(sealed);
};
