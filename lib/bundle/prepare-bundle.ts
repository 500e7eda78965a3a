// First look at everything that will go into a bundle: each proof judged anew from its bytes, and what is still missing.
import { compareBriefReceipts } from '../ledger/compare-brief-receipts';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import { findShownSubject } from '../ledger/find-shown-subject';
import type { Evidence } from '../ledger/ledger-message';
import { toLedgerMessage } from '../ledger/message-state';
import { compareMessages } from '../ledger/order-messages';
import { isReady, toReadiness } from '../ledger/readiness';
import { toSha256Hex } from '../verify/bytes';
import { isReadableOriginal } from '../verify/original/is-readable-original';
import type { Report } from '../verify/report';
import { verifyMessage } from '../verify/verify-message';
import type { BundleContent, BundleMessage, BundleSource, Pack, SealedProofs, StoredEvidence } from './bundle-source';
import { toFilePaths } from './file-names';
import { findSent } from './find-sent';
import { judgeProof } from './judge-proof';
import { judgeSeals, toSealedProofs } from './seals';
import { selectEvidence } from './select-evidence';
import { settleSource } from './settle-source';

/** @throws EvidenceMismatch when the stored bytes are gone or are not those that were recorded */
export const readIntact = async ({ read }: BundleSource, sha256: string): Promise<StoredEvidence> => {
  const stored = await read(sha256);
  if (!stored || (await toSha256Hex(stored.bytes)) !== sha256) throw new EvidenceMismatch('stored bytes are missing or differ');
  return stored;
};

const isWithoutContent = ({ certified }: Report, bytes: Uint8Array): boolean =>
  certified?.kind === 'avvenuta-consegna' && certified.receiptType === 'completa' && !isReadableOriginal(bytes);

const toEvidence = async (source: BundleSource, sha256: string, unreadable: Set<string>): Promise<Evidence> => {
  const { context } = source;
  const stored = await readIntact(source, sha256);
  const report = await judgeProof(stored.bytes, verifyMessage, { ...context, timestamps: stored.timestamps });
  const shownSubject = findShownSubject(stored.bytes, report);
  const size = stored.bytes.length;
  if (isWithoutContent(report, stored.bytes)) unreadable.add(sha256);
  source.release?.(stored.bytes);
  return { sha256, report, size, origin: 'file', recordedAt: context.now, shownSubject };
};

const isComplete = ({ message, readiness }: Pick<BundleMessage, 'message' | 'readiness'>): boolean =>
  message.state === 'received'
    ? message.evidence.some(({ kind, verdict }) => kind === 'posta-certificata' && verdict === 'verified')
    : isReady(readiness);

/** One message with all of its evidence, as judged for the bundle. */
export type JudgedMessage = Pick<BundleMessage, 'message' | 'evidence' | 'readiness' | 'sealed' | 'isComplete'> & {
  /** Complete receipts in which the message cannot be read. */
  unreadable: ReadonlySet<string>;
};

const toJudgedMessage = async (
  { context, read }: BundleSource,
  evidence: readonly Evidence[],
  found: Pick<JudgedMessage, 'sealed' | 'unreadable'>,
): Promise<JudgedMessage> => {
  const bytesOf = async (sha256: string): Promise<Uint8Array | undefined> => (await read(sha256))?.bytes;
  const compared = await compareBriefReceipts(evidence, bytesOf, async () => context);
  const message = toLedgerMessage(compared, context.now);
  const readiness = toReadiness(message, compared, { now: context.now, ...found });
  return { ...found, message, evidence: compared, readiness, isComplete: isComplete({ message, readiness }) };
};

/** By the very files that will lie in the bundle, walked again as its reader does. */
const findSealed = async ({ messages, readSeals, context }: BundleSource): Promise<SealedProofs> => {
  const hashes = messages.flat();
  return toSealedProofs(await judgeSeals(await readSeals(hashes), hashes, context.trust, Date.parse(context.now)));
};

export type Watching = { signal: AbortSignal; onProgress(done: number, total: number): void };

/** Nothing that was stored about the proofs is believed. Oldest message first.
 * @throws EvidenceMismatch, what `read` throws, and the signal's reason once it is aborted */
export const judgeMessages = async (given: BundleSource, { signal, onProgress }: Watching): Promise<JudgedMessage[]> => {
  const source = await settleSource(given);
  const total = source.messages.reduce((sum, hashes) => sum + hashes.length, 0);
  const sealed = await findSealed(source);
  const messages: JudgedMessage[] = [];
  let done = 0;
  for (const hashes of source.messages) {
    const evidence: Evidence[] = [];
    const unreadable = new Set<string>();
    for (const sha256 of hashes) {
      signal.throwIfAborted();
      evidence.push(await toEvidence(source, sha256, unreadable));
      done += 1;
      onProgress(done, total);
    }
    if (evidence.length > 0) messages.push(await toJudgedMessage(source, evidence, { sealed, unreadable }));
  }
  return messages.sort((a, b) => compareMessages(a.message, b.message));
};

/** A filing leaves proofs out: what it is called must hold of those that lie in it, too. What speaks against the whole stays against it. */
const judgeFiling = (
  { isComplete: isWhole, readiness: ofWhole, sealed, unreadable }: JudgedMessage,
  evidence: readonly Evidence[],
  { now }: BundleSource['context'],
): Pick<BundleMessage, 'readiness' | 'isComplete'> => {
  if (!isWhole) return { readiness: ofWhole, isComplete: false };
  const message = toLedgerMessage(evidence, now);
  const readiness = toReadiness(message, evidence, { now, sealed, unreadable });
  return { readiness, isComplete: isComplete({ message, readiness }) };
};

/** What of it goes into that pack, and where it lies: the same bytes and the same context give the same content anywhere. */
export const toBundleContent = async (judged: readonly JudgedMessage[], source: BundleSource, pack: Pack): Promise<BundleContent> => {
  const { context } = await settleSource(source);
  const messages: BundleMessage[] = [];
  for (const item of judged) {
    const { unreadable: _, ...told } = item;
    const { message, evidence } = item;
    const found = await findSent(message, evidence, context.originals ?? []);
    // What a proof encloses an archive keeps once, in the proof.
    const sent = pack === 'archive' && found?.origin === 'enclosed' ? null : found;
    const selected = selectEvidence(pack, message, evidence);
    messages.push({ ...told, ...(pack === 'filing' ? judgeFiling(item, selected, context) : {}), evidence: selected, sent });
  }
  return { pack, at: context.now, messages, paths: toFilePaths(messages, pack) };
};
