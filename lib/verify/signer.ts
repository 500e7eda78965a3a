// The one signer of a message; none when there are several, so that nothing is ever taken by position.
import type { Signer } from './cms/parse-signed-data';
import type { Evidence } from './evidence';

export const findSigner = ({ signedData }: Evidence): Signer | undefined =>
  signedData.ok && signedData.value.signers.length === 1 ? signedData.value.signers[0] : undefined;

/** The instant for which validity is judged: signing time, else certified time; milliseconds since 1970 UTC. */
export const findInstant = (evidence: Evidence): number | null => {
  const signingTime = findSigner(evidence)?.signedAttributes?.signingTime ?? null;
  if (signingTime !== null) return signingTime;
  return evidence.certification.status === 'found' ? Date.parse(evidence.certification.facts.time) : null;
};
