// The procedure on one screen: every file against the manifest, every proof judged from its bytes, then what the bundle says of itself.

import { isSentCopy } from '../intake/sent-copy';
import { collectEvidence } from '../ledger/collect-evidence';
import { findShownSubject } from '../ledger/find-shown-subject';
import type { Evidence } from '../ledger/ledger-message';
import { linkEvidence } from '../ledger/link';
import { toLedgerMessage } from '../ledger/message-state';
import { compareMessages } from '../ledger/order-messages';
import { mergeSightings } from '../ledger/same-evidence';
import { isEqualBytes, toLatin1, toSha256Hex } from '../verify/bytes';
import { LIMITS } from '../verify/limits';
import { judgeTokensOver } from '../verify/timestamps/judge-tokens-over';
import { findEarliest, toCertainInstant } from '../verify/timestamps/timestamp-finding';
import { type VerifyContext, verifyMessage } from '../verify/verify-message';
import type { BundleFile, BundleFiles } from './bundle-files';
import type { BundleFindings, BundleProof, BundleRefusal, BundleSeal, BundleTimestamp, Comparison, FileFinding } from './bundle-findings';
import { compareReport, compareSums, REPORT_BYTES } from './compare-claims';
import { findManifest } from './find-manifest';
import { findStamps, type Judge, judgeProof, readStamps } from './judge-proof';
import { MIMETYPE, NAMES, REVOCATION_FOLDER, SEAL_FOLDER } from './layout';
import type { Manifest } from './parse-manifest';
import { readFile, readTogether } from './read-file';
import { judgeSeals } from './seals';

export type CheckOptions = {
  /** Authorities inside the bundle are not in it: whoever made the bundle may have made them too. */
  context: VerifyContext;
  /** In place, without it. */
  judge?: Judge;
  /** The page of this version, to compare the one in the bundle with. */
  checkPage?: Uint8Array;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
};

type Checking = CheckOptions & {
  files: ReadonlyMap<string, BundleFile>;
  stamps: ReadonlyMap<string, readonly BundleFile[]>;
  judge: Judge;
  manifest: Manifest;
  manifestBytes: Uint8Array;
  findings: BundleFindings;
  evidence: Evidence[];
};

const toEmpty = ({ now }: VerifyContext): BundleFindings => ({
  format: 1,
  verdict: 'refused',
  refusal: null,
  intactCount: 0,
  files: [],
  proofs: [],
  messages: [],
  timestamp: { status: 'none' },
  seals: [],
  sums: 'absent',
  report: 'absent',
  checkPage: 'absent',
  checkedAt: now,
});

/** The findings of a bundle that was not even looked at. */
export const toRefusal = (refusal: BundleRefusal, context: VerifyContext): BundleFindings => ({ ...toEmpty(context), refusal });

/** The proof is what its own bytes prove, also where the manifest says otherwise. */
const takeProof = async (name: string, bytes: Uint8Array, sha256: string, checking: Checking): Promise<void> => {
  const { manifest, findings, evidence, stamps, judge } = checking;
  const context = { ...checking.context, timestamps: await readStamps(stamps.get(name)) };
  const report = await judgeProof(bytes, judge, context);
  const proof: BundleProof = { name, sha256, report, isListed: manifest.listed.get(name) === sha256 };
  findings.proofs.push(proof);
  const shownSubject = findShownSubject(bytes, report);
  const collected = await collectEvidence({ bytes, report, origin: 'file', recordedAt: context.now, shownSubject });
  evidence.push(...collected.map((item) => item.evidence));
};

const compareClaims = (name: string, bytes: Uint8Array, { manifest, findings, checkPage }: Checking): void => {
  if (name === NAMES.sums) findings.sums = compareSums(bytes, new Map([...manifest.listed].filter(([path]) => path !== NAMES.sums)));
  if (name === NAMES.checkPage && checkPage) findings.checkPage = isEqualBytes(bytes, checkPage) ? 'agrees' : 'differs';
};

const isProofName = (name: string): boolean => /\.eml$/i.test(name) && !isSentCopy(name);

const checkFile = async (name: string, checking: Checking): Promise<FileFinding['status'] | null> => {
  const { files, manifest, findings } = checking;
  const file = files.get(name);
  if (!file) return 'removed';
  const listed = manifest.listed.get(name);
  // Whatever it is: somebody's film beside the bundle need not be read.
  if (listed === undefined && !isProofName(name)) return 'added';
  const bytes = await readFile(file);
  if (!bytes) return 'unreadable';
  const sha256 = await toSha256Hex(bytes);
  if (isProofName(name)) await takeProof(name, bytes, sha256, checking);
  compareClaims(name, bytes, checking);
  if (listed === undefined) return 'added';
  if (listed !== sha256) return 'changed';
  findings.intactCount += 1;
  return null;
};

/** The manifest and the token it names are about the others; the type says nothing but itself. */
const isAbout = (name: string, { token }: Manifest): boolean => name === NAMES.manifest || name === token || name === NAMES.mimetype;

const checkFiles = async (checking: Checking): Promise<void> => {
  const { files, manifest, findings, signal, onProgress } = checking;
  const names = new Set([...manifest.listed.keys(), ...files.keys()]);
  let done = 0;
  for (const name of names) {
    signal.throwIfAborted();
    const status = isAbout(name, manifest) ? null : await checkFile(name, checking);
    if (status !== null) findings.files.push({ name, status });
    done += 1;
    onProgress(done, names.size);
  }
};

const judgeTimestamp = async ({ files, manifest, manifestBytes, context }: Checking): Promise<BundleTimestamp> => {
  const file = files.get(manifest.token);
  if (!file) return { status: 'none' };
  const bytes = file.size > LIMITS.signatureBytes ? undefined : await readFile(file);
  if (!bytes) return { status: 'unproven', problem: 'unreadable' };
  const found = await judgeTokensOver(manifestBytes, bytes, context.trust, Date.parse(context.now));
  const good = findEarliest(found);
  const [bad] = found.filter(({ ok }) => !ok);
  if (!good) return { status: 'unproven', problem: bad && !bad.ok ? bad.problem : 'unreadable' };
  const { authority, serial, isAddedAnchor, isManagedAnchor } = good;
  const by = { isAddedAnchor, ...(isManagedAnchor ? { isManagedAnchor } : {}) };
  return { status: 'proven', existedBefore: new Date(toCertainInstant(good)).toISOString(), authority, serial, ...by };
};

const judgeClaims = async ({ files, findings }: Checking): Promise<Comparison> => {
  const file = files.get(NAMES.reportData);
  if (!file) return 'absent';
  const bytes = file.size > REPORT_BYTES ? undefined : await readFile(file);
  return bytes ? compareReport(bytes, findings.proofs) : 'unreadable';
};

/** Lists and answers that lie in the bundle: each is signed by an authority, and judged. All of them together have room for a few. */
const readRevocation = (files: ReadonlyMap<string, BundleFile>): Promise<Uint8Array[]> => {
  const inside = [...files].filter(([name, { size }]) => name.startsWith(REVOCATION_FOLDER) && size <= LIMITS.revocationBytes);
  const chosen = inside.slice(0, LIMITS.revocationItems).map(([, file]) => file);
  return readTogether(chosen, 3 * LIMITS.revocationBytes);
};

/** Each some kilobytes: the ways of the proofs in here, and no others. */
const readSeals = async ({ files, findings, context }: Checking): Promise<BundleSeal[]> => {
  const inside: { name: string; bytes: Uint8Array }[] = [];
  for (const [name, file] of files) {
    const bytes = name.startsWith(SEAL_FOLDER) && file.size <= LIMITS.revocationBytes ? await readFile(file) : undefined;
    if (bytes) inside.push({ name, bytes });
  }
  const hashes = findings.proofs.map(({ sha256 }) => sha256);
  return judgeSeals(inside, hashes, context.trust, Date.parse(context.now));
};

const checkMimetype = async ({ files, findings }: Checking): Promise<void> => {
  const file = files.get(NAMES.mimetype);
  const bytes = file?.size === MIMETYPE.length ? await readFile(file) : new Uint8Array();
  if (!file) findings.files.push({ name: NAMES.mimetype, status: 'removed' });
  else if (!bytes) findings.files.push({ name: NAMES.mimetype, status: 'unreadable' });
  else if (toLatin1(bytes) !== MIMETYPE) findings.files.push({ name: NAMES.mimetype, status: 'changed' });
};

const conclude = async (checking: Checking): Promise<BundleFindings> => {
  const { findings, evidence, context } = checking;
  findings.report = await judgeClaims(checking);
  findings.timestamp = await judgeTimestamp(checking);
  findings.seals = await readSeals(checking);
  const groups = [...linkEvidence(mergeSightings(evidence)).values()];
  findings.messages = groups.map((group) => toLedgerMessage(group, context.now)).sort(compareMessages);
  findings.verdict = findings.files.length === 0 && findings.sums === 'agrees' ? 'intact' : 'altered';
  return findings;
};

/** Nothing in the bundle is trusted because the bundle says so. Hostile bytes give findings, never an exception.
 * @throws the signal's reason once it is aborted, and what reading the disk throws */
export const checkBundle = async (bundle: BundleFiles, options: CheckOptions): Promise<BundleFindings> => {
  const found = await findManifest(bundle);
  if (!found.ok) return toRefusal(found.problem, options.context);
  const { manifest, bytes: manifestBytes } = found;
  const files = new Map(bundle.files.map((file) => [file.name, file]));
  const revocation = [...(options.context.revocation ?? []), ...(await readRevocation(files))];
  const context = { ...options.context, revocation };
  const findings = toEmpty(context);
  const about = { files, stamps: findStamps(bundle.files), manifest, manifestBytes };
  const checking: Checking = { ...options, judge: options.judge ?? verifyMessage, ...about, context, findings, evidence: [] };
  await checkMimetype(checking);
  await checkFiles(checking);
  return conclude(checking);
};
