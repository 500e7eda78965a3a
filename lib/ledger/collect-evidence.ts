// From one judged message to the pieces of evidence in it: itself, unless it claims nothing, and each verified PEC found inside.
import { toSha256Hex } from '../verify/bytes';
import { findEnclosedBytes } from '../verify/enclosed';
import type { Report } from '../verify/report';
import { EvidenceMismatch } from './evidence-mismatch';
import type { Evidence, EvidenceOrigin } from './ledger-message';
import { findEnclosedProofs } from './link';

export type JudgedMessage = {
  bytes: Uint8Array;
  report: Report;
  origin: EvidenceOrigin;
  /** ISO 8601 UTC. */
  recordedAt: string;
  shownSubject: string | null;
  /** Time-stamp files that lay beside it and were judged with it. */
  timestamps?: readonly Uint8Array[];
};

export type CollectedToken = { sha256: string; bytes: Uint8Array };

export type CollectedEvidence = {
  evidence: Evidence;
  bytes: Uint8Array;
  tokens: readonly CollectedToken[];
};

const toTokens = async (timestamps: readonly Uint8Array[]): Promise<CollectedToken[]> => {
  const tokens = await Promise.all(timestamps.map(async (bytes) => [await toSha256Hex(bytes), bytes] as const));
  return [...new Map(tokens)].map(([sha256, bytes]) => ({ sha256, bytes }));
};

const toCollected = (
  { bytes, report, origin, recordedAt, shownSubject }: JudgedMessage,
  tokens: readonly CollectedToken[] = [],
): CollectedEvidence => ({
  evidence: { sha256: report.sha256, report, size: bytes.length, origin, recordedAt, shownSubject },
  bytes,
  tokens,
});

/** @throws EvidenceMismatch when the bytes are not those that were judged. */
export const collectEvidence = async (judged: JudgedMessage): Promise<CollectedEvidence[]> => {
  const { bytes, report } = judged;
  if ((await toSha256Hex(bytes)) !== report.sha256) throw new EvidenceMismatch('bytes and report differ');
  // An ordinary mail is nobody's business: it leaves no trace, even when it carries a PEC.
  const collected = report.verdict === 'not-pec' ? [] : [toCollected(judged, await toTokens(judged.timestamps ?? []))];
  for (const enclosed of findEnclosedProofs(report)) {
    if (collected.some(({ evidence }) => evidence.sha256 === enclosed.sha256)) continue;
    const enclosedBytes = await findEnclosedBytes(bytes, enclosed.sha256);
    if (!enclosedBytes || (await toSha256Hex(enclosedBytes)) !== enclosed.sha256) continue;
    // A time-stamp beside the file is about the whole file.
    collected.push(toCollected({ ...judged, bytes: enclosedBytes, report: enclosed, origin: 'enclosed', shownSubject: null }));
  }
  return collected;
};
