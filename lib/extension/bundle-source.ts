// The ledger as the source of a bundle: what it holds of some messages, and what everything in it is judged with.
import type { BundleEntry, BundleSource } from '../bundle/bundle-source';
import { type SealSource, toSealFiles } from '../bundle/seals';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { Ledger } from '../ledger/store';
import type { VerifyContext } from '../verify/verify-message';
import { readCheckPage } from './read-check-page';
import { readSealBook, readSealList } from './read-seals';

/** Of each good seal the time-stamp that proves most. */
const readSealFiles = async (ledger: Ledger, hashes: readonly string[], context: VerifyContext): Promise<BundleEntry[]> => {
  const seals = await ledger.seals();
  const book = await readSealBook(ledger, context);
  const sources: SealSource[] = [];
  for (const seal of seals) {
    const { proven, answers = [] } = book.seals.find(({ id }) => id === seal.id) ?? {};
    const best = answers.find(({ finding }) => finding === proven);
    const list = best && (await readSealList(ledger, seal.id));
    if (best && list) sources.push({ seal, list, answer: best.sha256 });
  }
  return toSealFiles(sources, hashes);
};

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
    readSeals: (hashes) => readSealFiles(ledger, hashes, context),
    checkPage: await readCheckPage(),
  };
};
