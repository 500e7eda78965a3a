// From the ledger to the disk: one original as it came, or everything about a message as a bundle.
import { createBundle } from '../bundle/create-bundle';
import { toBundleName } from '../bundle/file-names';
import { MIMETYPE } from '../bundle/layout';
import { prepareBundle } from '../bundle/prepare-bundle';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { VerifyContext } from '../verify/verify-message';
import { readBundleSource } from './bundle-source';
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
export const saveBundle = async (kind: LedgerKind, identifier: string, context: VerifyContext): Promise<void> => {
  const wording = await readWording();
  const watching = { signal: new AbortController().signal, onProgress: () => undefined };
  await withLedger(async (ledger) => {
    const source = await readBundleSource(ledger, [identifier], context);
    const content = await prepareBundle(source, { pack: 'case', ...watching });
    // Read to the end while the ledger is open: a proof that fails must fail the whole, not end up as half a file.
    const bundle = await new Response(createBundle(source, content, { wording, ...watching })).blob();
    saveFile(new Blob([bundle], { type: MIMETYPE }), toBundleName(content));
  }, kind);
};
