// The ledger as the source of a bundle: what it holds of some messages, and what everything in it is judged with.
import type { BundleEntry, BundleSource } from '../../bundle/bundle-source';
import { toSealSources } from '../../bundle/seal-sources';
import { toSealFiles } from '../../bundle/seals';
import { EvidenceMismatch } from '../../ledger/evidence-mismatch';
import type { SealedList } from '../../ledger/seal/sealed-list';
import type { Ledger } from '../../ledger/store';
import type { VerifyContext } from '../../verify/verify-message';
import { readSealList } from '../seals/read-seals';
import { createLender } from '../sources/lend-bytes';
import { readCheckPage } from './read-check-page';

const readSealFiles = async (ledger: Ledger, hashes: readonly string[], { trust, now }: VerifyContext): Promise<BundleEntry[]> => {
  const listOf = (id: string): Promise<SealedList | undefined> => readSealList(ledger, id);
  return toSealFiles(await toSealSources(await ledger.seals(), listOf, trust, Date.parse(now)), hashes);
};

/** @throws EvidenceMismatch when the ledger holds nothing of one of the messages */
export const readBundleSource = async (ledger: Ledger, identifiers: readonly string[], context: VerifyContext): Promise<BundleSource> => {
  const messages: string[][] = [];
  for (const identifier of identifiers) {
    const evidence = await ledger.evidenceOf(identifier);
    if (evidence.length === 0) throw new EvidenceMismatch('no such message');
    messages.push(evidence.map(({ sha256 }) => sha256));
  }
  const { lend, release } = createLender();
  return {
    messages,
    // Measured over 1 GB: Firefox collects late by itself; Chromium collects by what it has counted, and later when some is gone already.
    ...(import.meta.env.FIREFOX ? { release } : {}),
    read: async (sha256) => {
      const bytes = await ledger.bytesOf(sha256);
      return bytes && { bytes: lend(bytes), timestamps: await ledger.tokensOf(sha256) };
    },
    context,
    readSeals: (hashes) => readSealFiles(ledger, hashes, context),
    checkPage: await readCheckPage(),
  };
};
