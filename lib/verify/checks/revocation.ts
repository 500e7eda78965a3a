// Was the provider's certificate revoked at the signing instant? Nothing is asked of the network, so nothing is known.
import { type Check, createOutcomes, toCodes } from '../check';

const id = 'revocation';

export const revocation: Check = {
  id,
  weight: 'informative',
  codes: toCodes(id, 'not-checked'),
  run: () => createOutcomes(id).undetermined('not-checked'),
};
