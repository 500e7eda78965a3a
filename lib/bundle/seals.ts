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
import { toTimestampForm } from './timestamp-form';

export type NamedFile = { name: string; bytes: Uint8Array };

/** A seal with its list, and the hash of the one answer that goes with it: the time-stamp that proves most. */
export type SealSource = { seal: Seal; list: SealedList; answer: string };

const FILE = 'sigillo.txt';
const PROOFS = 'prove.txt';
const TOKENS = ['tst', 'tsr', 'tsd'].map((ending) => `${FILE}.${ending}`);

const bySource = (a: SealSource, b: SealSource): number => (a.seal.id < b.seal.id ? -1 : 1);

const toFolder = ({ seal, list, answer }: SealSource, hashes: readonly string[]): NamedFile[] => {
  const file = parseSealFile(seal.file);
  const token = seal.answers.find(({ sha256 }) => sha256 === answer);
  if (file === null || token === undefined || !isListOf(list, file)) return [];
  const tree = toSealedTree(list);
  const inclusions = hashes.flatMap((sha256) => findInclusion(tree, list, sha256) ?? []);
  if (inclusions.length === 0) return [];
  const folder = `${SEAL_FOLDER}${toSealName(file)}/`;
  return [
    { name: `${folder}${FILE}`, bytes: seal.file },
    { name: `${folder}${FILE}.${toTimestampForm(token.bytes)}`, bytes: token.bytes },
    { name: `${folder}${PROOFS}`, bytes: encodeInclusions(inclusions) },
  ];
};

/** Of each seal only the ways of what is in this bundle: of the evidence, and of the time-stamps of earlier seals that this one renews.
 * The same input gives the same octets, whatever its order; a seal that is over nothing in here, or not whole, gives nothing.
 * @param evidenceHashes SHA-256 of the proofs in the bundle, lowercase hex */
export const toSealFiles = (seals: readonly SealSource[], evidenceHashes: readonly string[]): NamedFile[] => {
  const handed = seals.filter((source) => toFolder(source, evidenceHashes).length > 0).sort(bySource);
  const hashes = [...new Set([...evidenceHashes, ...handed.map(({ answer }) => answer)])];
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

/** The token that proves most among those that are there. */
const judgeTokens = async (
  file: Uint8Array,
  folder: ReadonlyMap<string, Uint8Array>,
  trust: TrustStore,
  now: number,
): Promise<AnswerFinding | null> => {
  const found = TOKENS.flatMap((name) => {
    const bytes = folder.get(name);
    return bytes ? [{ name, bytes }] : [];
  });
  const findings = await Promise.all(found.map((token) => judgeAnswer(file, token, trust, now)));
  const [earliest] = findings
    .flatMap((finding) => (finding.status === 'proven' ? [finding] : []))
    .sort((a, b) => (a.existedBefore < b.existedBefore ? -1 : 1));
  return earliest ?? findings[0] ?? null;
};

const judgeFolder = async (
  folder: ReadonlyMap<string, Uint8Array>,
  evidenceHashes: readonly string[],
  trust: TrustStore,
  now: number,
): Promise<Omit<BundleSeal, 'name'>> => {
  const bytes = folder.get(FILE);
  const seal = bytes ? parseSealFile(bytes) : null;
  const none = { existedBefore: null, included: [] };
  if (bytes === undefined || seal === null) return { ...none, problem: 'seal-unreadable' };
  const proofs = folder.get(PROOFS);
  const inclusions = proofs ? parseInclusions(proofs) : null;
  if (inclusions === null) return { ...none, problem: 'proofs-unreadable' };
  const holding = inclusions.filter((inclusion) => isIncluded(inclusion, seal));
  const included = holding.map(({ sha256 }) => sha256).filter((sha256) => evidenceHashes.includes(sha256));
  const finding = await judgeTokens(bytes, folder, trust, now);
  const existedBefore = finding?.status === 'proven' ? finding.existedBefore : null;
  if (holding.length < inclusions.length) return { existedBefore, included, problem: 'way-broken' };
  if (finding === null) return { existedBefore, included, problem: 'token-missing' };
  return { existedBefore, included, problem: finding.status === 'unproven' ? finding.problem : null };
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
