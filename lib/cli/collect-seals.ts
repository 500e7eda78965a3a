// The seals of the archive that were named or lie in copies of a ledger: each once, with everything that came back for it.
import type { SealCopy } from '../backup/seal-row';
import { toSealSources } from '../bundle/seal-sources';
import type { SealSource } from '../bundle/seals';
import { findFreshAnswers } from '../ledger/seal/fresh-answers';
import type { TrustStore } from '../verify/trust/trust-store';

export type SealCollection = {
  add(seal: SealCopy): void;
  /** Those that prove something. @param now ISO instant */
  toSources(trust: TrustStore, now: string): Promise<SealSource[]>;
  /** Of everything that came back for them: a later seal is over that too, as in the ledger. */
  answerHashes(): string[];
};

export const createSealCollection = (): SealCollection => {
  const found = new Map<string, SealCopy>();
  return {
    add(seal) {
      const known = found.get(seal.id);
      found.set(seal.id, known ? { ...known, answers: [...known.answers, ...findFreshAnswers(known, seal)] } : seal);
    },
    toSources: (trust, now) => toSealSources([...found.values()], async (id) => found.get(id)?.list, trust, Date.parse(now)),
    answerHashes: () => [...found.values()].flatMap(({ answers }) => answers.map(({ sha256 }) => sha256)),
  };
};
