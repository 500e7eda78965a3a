// Seals that prove something now, or are signed → what of each is handed over in a bundle: its list, the time-stamp that proves most, and the signatures.
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
    const handed = answers.filter(({ finding }) => finding === proven || ('signers' in finding && finding.signers.length > 0));
    const list = handed.length > 0 ? await listOf(seal.id) : undefined;
    if (list) sources.push({ seal, list, answers: handed.map(({ sha256 }) => sha256) });
  }
  return sources;
};
