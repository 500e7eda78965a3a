// The plain data about receipts beside a copy of what was sent. Types only.
import type { CheckResult, Kind } from './verify/report';
import type { ProblemCode } from './view';

/** A receipt (or envelope) beside the message that was sent; `result` is null when its bytes could not be read any more. */
export type ReceiptComparison = { sha256: string; kind: Kind; delivery: string | null; result: CheckResult | null };

/** What came of comparing the receipts of one message with a file that the user chose. */
export type SentComparison = {
  identifier: string;
  fileName: string;
  isRunning: boolean;
  problem: ProblemCode | null;
  receipts: ReceiptComparison[];
};
