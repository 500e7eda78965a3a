// The tests that all webmails share, in a real Roundcube with each of its skins.
import { describe } from 'vitest';
import { SKINS } from '../lab/roundcube';
import { hasWebmail } from './each-browser';
import { createRoundcubeHand } from './roundcube-hand';
import { describeWebmail } from './webmail-suite';

describe.skipIf(!hasWebmail)('Roundcube', () => {
  for (const skin of SKINS) describeWebmail(createRoundcubeHand(skin));
});
