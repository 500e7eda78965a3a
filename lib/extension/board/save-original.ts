// From the ledger to the disk: one original as it came.
import { EvidenceMismatch } from '../../ledger/evidence-mismatch';
import { type LedgerKind, withLedger } from '../recording/with-ledger';
import { saveFile } from '../save-file';

/** @throws EvidenceMismatch when the ledger holds no such bytes */
export const saveOriginal = async (kind: LedgerKind, sha256: string): Promise<void> => {
  const { result } = await withLedger(
    async (ledger) => ({ bytes: await ledger.bytesOf(sha256), evidence: await ledger.evidence(sha256) }),
    kind,
  );
  const { bytes, evidence } = result;
  if (bytes === undefined || evidence === undefined) throw new EvidenceMismatch('no such evidence');
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'message/rfc822' });
  saveFile(file, `${evidence.report.kind === 'none' ? 'messaggio' : evidence.report.kind}-${sha256.slice(0, 12)}.eml`);
};
