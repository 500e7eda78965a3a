// Compares the receipts of a message with a copy of it from the disk; nothing of it is stored.
import { COMPARED_RECEIPTS, judgeBeside } from '../../ledger/compare-brief-receipts';
import { holdsContent } from '../../ledger/find-originals';
import type { Ledger } from '../../ledger/store';
import { LIMITS } from '../../verify/limits';
import { isMessage } from '../../verify/mime/is-message';
import type { VerifyContext } from '../../verify/verify-message';
import type { ProblemCode, ReceiptComparison, SentComparison } from '../../view';
import { type LedgerKind, toLedgerProblem, withLedger } from '../recording/with-ledger';

const readCopy = async (file: File): Promise<Uint8Array | ProblemCode> => {
  if (file.size > LIMITS.messageBytes) return 'message-too-large';
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return isMessage(bytes) ? bytes : 'not-a-message';
  } catch {
    return 'broken-file';
  }
};

const toComparisons = async (
  ledger: Ledger,
  identifier: string,
  copy: Uint8Array,
  context: VerifyContext,
): Promise<ReceiptComparison[]> => {
  const receipts = (await ledger.evidenceOf(identifier)).filter(holdsContent).slice(0, COMPARED_RECEIPTS);
  const comparisons: ReceiptComparison[] = [];
  for (const item of receipts) {
    const result = await judgeBeside(item, [copy], (sha256) => ledger.bytesOf(sha256), context);
    const { kind, certified } = item.report;
    comparisons.push({ sha256: item.sha256, kind, delivery: certified?.delivery ?? null, result });
  }
  return comparisons;
};

/** Every receipt of the message, and its envelope, beside the copy that the user chose from the disk. */
export const compareWithSent = async (
  kind: LedgerKind,
  identifier: string,
  file: File,
  readContext: () => Promise<VerifyContext>,
): Promise<SentComparison> => {
  const base = { identifier, fileName: file.name, isRunning: false, problem: null, receipts: [] };
  const copy = await readCopy(file);
  if (typeof copy === 'string') return { ...base, problem: copy };
  try {
    const context = await readContext();
    const { result } = await withLedger((ledger) => toComparisons(ledger, identifier, copy, context), kind);
    return { ...base, receipts: result };
  } catch (error) {
    return { ...base, problem: toLedgerProblem(error) };
  }
};
