// From the ledger to the disk: one original as it came, or everything about a message as a bundle.
import { createBundle } from '../bundle/create-bundle';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { TrustStore } from '../verify/trust/trust-store';
import { saveFile } from './save-file';
import { type LedgerKind, withLedger } from './with-ledger';
import { readWording } from './with-wording';

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

/** @throws EvidenceMismatch when a proof is missing or is not what was judged: no bundle is better than one with a hole */
export const saveBundle = async (kind: LedgerKind, identifier: string, trust: TrustStore): Promise<void> => {
  const wording = await readWording();
  const authorities = trust.anchors.map(({ certificate }) => certificate.der);
  await withLedger(async (ledger) => {
    const message = await ledger.message(identifier, new Date().toISOString());
    if (message === undefined) throw new EvidenceMismatch('no such message');
    const evidence = await ledger.evidenceOf(identifier);
    const stream = createBundle({ messages: [{ message, evidence }], bytesOf: (sha256) => ledger.bytesOf(sha256), authorities }, wording);
    // Read to the end while the ledger is open: a proof that fails must fail the whole, not end up as half a file.
    const bundle = await new Response(stream).blob();
    const time = message.acceptedAt ?? message.evidence.find(({ at }) => at !== null)?.at;
    const name = ['pec', time?.slice(0, 10), (message.subject ?? identifier).slice(0, 60)].filter(Boolean).join('-');
    saveFile(new Blob([bundle], { type: 'application/zip' }), `${name}.zip`);
  }, kind);
};
