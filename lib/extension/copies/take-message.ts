// One message out of a copy, with the time-stamps beside it: judged anew, and kept where the ledger has not all of it.
import type { BackupReport } from '../../backup/backup-report';
import type { BackupPiece } from '../../backup/read-backup';
import { findPartProof, wrapPart } from '../../backup/wrap-part';
import type { CollectedToken } from '../../ledger/collect-evidence';
import { findShownSubject } from '../../ledger/find-shown-subject';
import { toSha256Hex } from '../../verify/bytes';
import type { Verdict } from '../../verify/report';
import type { VerifyContext } from '../../verify/verify-message';
import type { JudgedSource } from '../judging/verify-order';
import { toJob, type VerifyPool } from '../judging/verify-pool';
import type { LedgerBatch } from '../recording/with-ledger';

export type CopiedMessage = Extract<BackupPiece, { sha256: string }>;

export type Taking = { report: BackupReport; pool: VerifyPool; batch: LedgerBatch; context: VerifyContext; isTrial: boolean };

type Whole = Extract<JudgedSource, { ok: true }>;

const findWholeBytes = async ({ batch }: Taking, sha256: string): Promise<Uint8Array | null> => {
  if ((await batch.ledger.evidence(sha256)) === undefined) return null;
  const bytes = await batch.ledger.bytesOf(sha256);
  return bytes !== undefined && (await toSha256Hex(bytes)) === sha256 ? bytes : null;
};

/** Those that the ledger keeps of it, whole, by their hashes. */
const findWholeTokens = async ({ batch }: Taking, sha256: string): Promise<Map<string, Uint8Array>> => {
  const [hashes, kept] = await Promise.all([batch.ledger.stampsOf(sha256), batch.ledger.tokensOf(sha256)]);
  const tokens = await Promise.all(kept.map(async (bytes) => [await toSha256Hex(bytes), bytes] as const));
  return new Map(tokens.filter(([token]) => hashes.includes(token)));
};

/** As a message, and where that proves nothing as the part of a mail that it may have been; what proves most comes last. */
const judge = async ({ pool }: Taking, { sha256, bytes }: CopiedMessage, stamps: readonly Uint8Array[]): Promise<JudgedSource[]> => {
  const alone = await pool.verify(toJob(bytes, stamps));
  if (alone === null) return [];
  if (alone.ok && alone.report.verdict === 'verified') return [alone];
  const wrapped = await pool.verify(toJob(wrapPart(bytes, sha256), []));
  return wrapped?.ok && findPartProof(wrapped.report, sha256) !== null ? [alone, wrapped] : [alone];
};

/** Of the message itself, also where a mail was put around it. */
const toVerdict = (judged: JudgedSource, sha256: string): Verdict => {
  if (!judged.ok) return 'not-pec';
  return judged.report.sha256 === sha256 ? judged.report.verdict : 'verified';
};

const keep = async ({ batch, context }: Taking, { bytes, report, timestamps }: Whole, recordedAt: string | null): Promise<void> => {
  const earlier = recordedAt !== null && recordedAt < context.now ? recordedAt : context.now;
  await batch.keep({ bytes, report, timestamps, origin: 'backup', recordedAt: earlier, shownSubject: findShownSubject(bytes, report) });
};

/** False when it is no PEC, or was not judged to the end. */
const takeJudged = async (
  taking: Taking,
  message: CopiedMessage,
  stamps: readonly Uint8Array[],
): Promise<Exclude<Verdict, 'not-pec'> | false | null> => {
  const judgements = await judge(taking, message, stamps);
  const last = judgements.at(-1);
  if (last === undefined) return null;
  const verdict = toVerdict(last, message.sha256);
  if (verdict === 'not-pec') return false;
  // Around a part there is a mail that no time-stamp is about: they stand beside the part itself.
  const kept = judgements.filter((judged) => judged === last || stamps.length > 0);
  if (!taking.isTrial) for (const judged of kept) if (judged.ok) await keep(taking, judged, message.recordedAt);
  return verdict;
};

export const takeMessage = async (taking: Taking, message: CopiedMessage): Promise<void> => {
  const { report } = taking;
  const isHere = (await findWholeBytes(taking, message.sha256)) !== null;
  const own = message.tokens.length === 0 && isHere ? new Map<string, Uint8Array>() : await findWholeTokens(taking, message.sha256);
  const lacking = message.tokens.filter(({ sha256 }) => !own.has(sha256));
  if (isHere) report.known += 1;
  if (isHere && lacking.length === 0) return;
  const verdict = await takeJudged(taking, message, [...own.values(), ...lacking.map(({ bytes }) => bytes)]);
  if (verdict === null) return;
  if (verdict === false) report.unread += isHere ? 0 : 1;
  else {
    report.freshStamps += lacking.length;
    if (!isHere) report.fresh[verdict] += 1;
  }
};

/** Their message is damaged in the copy, or not there: it may be in the ledger. */
export const takeLooseTokens = async (taking: Taking, { prefix, tokens }: { prefix: string; tokens: CollectedToken[] }): Promise<void> => {
  const [sha256 = ''] = await taking.batch.ledger.listHashes(prefix, 1);
  const bytes = sha256.startsWith(prefix) ? await findWholeBytes(taking, sha256) : null;
  if (bytes === null) return;
  const own = await findWholeTokens(taking, sha256);
  const lacking = tokens.filter((token) => !own.has(token.sha256));
  if (lacking.length === 0) return;
  const stamps = [...own.values(), ...lacking.map((token) => token.bytes)];
  if (await takeJudged(taking, { sha256, bytes, recordedAt: null, tokens }, stamps)) taking.report.freshStamps += lacking.length;
};
