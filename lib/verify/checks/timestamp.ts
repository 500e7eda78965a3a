// Does an independent time-stamp prove that the message existed? None is read yet, so none is claimed.
import { type Check, createOutcomes, toCodes } from '../check';

const id = 'timestamp';

export const timestamp: Check = {
  id,
  weight: 'informative',
  codes: toCodes(id, 'not-checked'),
  run: () => createOutcomes(id).undetermined('not-checked'),
};
