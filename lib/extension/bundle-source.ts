// The ledger as the source of a bundle: what it holds of some messages, and what everything in it is judged with.
import type { BundleSource } from '../bundle/bundle-source';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { Ledger } from '../ledger/store';
import type { VerifyContext } from '../verify/verify-message';
import { readCheckPage } from './read-check-page';

/** @throws EvidenceMismatch when the ledger holds nothing of one of the messages */
export const readBundleSource = async (ledger: Ledger, identifiers: readonly string[], context: VerifyContext): Promise<BundleSource> => {
  const messages: string[][] = [];
  for (const identifier of identifiers) {
    const evidence = await ledger.evidenceOf(identifier);
    if (evidence.length === 0) throw new EvidenceMismatch('no such message');
    messages.push(evidence.map(({ sha256 }) => sha256));
  }
  return {
    messages,
    read: async (sha256) => {
      const bytes = await ledger.bytesOf(sha256);
      return bytes && { bytes, timestamps: await ledger.tokensOf(sha256) };
    },
    context,
    readSeals: async () => [],
    checkPage: await readCheckPage(),
  };
};
