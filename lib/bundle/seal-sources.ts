// Seals that prove something now → what of each is handed over in a bundle: its list, and the time-stamp that proves most.
import type { Seal } from '../ledger/seal/seal';
import { createSealBook } from '../ledger/seal/seal-book';
import type { SealedList } from '../ledger/seal/sealed-list';
import type { TrustStore } from '../verify/trust/trust-store';
import type { SealSource } from './seals';

/** @param now milliseconds since 1970 UTC */
export const toSealSources = async (
  seals: readonly Seal[],
  listOf: (id: string) => Promise<SealedList | undefined>,
  trust: TrustStore,
  now: number,
): Promise<SealSource[]> => {
  const book = await createSealBook(seals, listOf, trust, now);
  const sources: SealSource[] = [];
  for (const seal of seals) {
    const { proven, answers = [] } = book.seals.find(({ id }) => id === seal.id) ?? {};
    const best = answers.find(({ finding }) => finding === proven);
    const list = best && (await listOf(seal.id));
    if (best && list) sources.push({ seal, list, answer: best.sha256 });
  }
  return sources;
};
