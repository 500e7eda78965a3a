// One file that the user dropped: read, verified and recorded; whatever is wrong with it stays its own affair.
import { LIMITS } from '../verify/limits';
import { isMessage } from '../verify/mime/is-message';
import type { TrustStore } from '../verify/trust/trust-store';
import { verifyMessage } from '../verify/verify-message';
import type { FileOutcome, ProblemCode } from '../view';
import { recordReport } from './record-report';
import type { LedgerKind } from './with-ledger';

/** The file may be gone, locked or on a drive that was unplugged. */
const readBytes = async (file: File): Promise<Uint8Array | null> => {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
};

export const judgeFile = async (file: File, trust: TrustStore, kind: LedgerKind): Promise<FileOutcome> => {
  const stop = (problem: ProblemCode): FileOutcome => ({ name: file.name, report: null, problem });
  if (file.size > LIMITS.messageBytes) return stop('message-too-large');
  const bytes = await readBytes(file);
  if (bytes === null) return stop('broken-file');
  if (!isMessage(bytes)) return stop('not-a-message');
  try {
    const now = new Date().toISOString();
    const report = await verifyMessage(bytes, { trust, now });
    const { problem } = await recordReport({ bytes, report, origin: 'file', now }, kind);
    return { name: file.name, report, problem };
  } catch {
    return stop('internal-error');
  }
};
