// In the panel of a message: which of its proofs are under a seal of the archive, and before when they existed.
import type { Evidence } from '../../lib/ledger/ledger-message';
import type { SealedProofs } from '../../lib/seal-view';
import { formatInstant, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

type Props = { evidence: Evidence[]; sealed: SealedProofs; wording: Wording };

/** Proofs under one seal have the same instant. */
const toGroups = (evidence: readonly Evidence[], sealed: SealedProofs): { proof: SealedProofs[string]; count: number }[] => {
  const groups = new Map<string, { proof: SealedProofs[string]; count: number }>();
  for (const { sha256 } of evidence) {
    const proof = sealed[sha256];
    if (proof !== undefined) groups.set(proof.existedBefore, { proof, count: (groups.get(proof.existedBefore)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => (a.proof.existedBefore < b.proof.existedBefore ? -1 : 1));
};

export const SealedSection = ({ evidence, sealed, wording }: Props) => {
  const groups = toGroups(evidence, sealed);
  if (groups.length === 0) return null;
  return (
    <section class="beside">
      <h3 class="section-title">{wording.text('seal_of_archive')}</h3>
      {groups.map(({ proof, count }) => (
        <div key={proof.existedBefore}>
          <p>
            <Mark name="seal" tone="ok" size="s" />{' '}
            {wording.count('sealed_proofs', count, evidence.length, formatInstant(proof.existedBefore))}
          </p>
          <p class="small dim">
            {wording.text(proof.isAddedAnchor ? 'sealed_by_added' : 'sealed_by')} <Quoted text={proof.authority} />
          </p>
        </div>
      ))}
    </section>
  );
};
