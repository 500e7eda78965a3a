// The tests that all webmails share, in a real Roundcube with each of its skins.
import { describe } from 'vitest';
import { hasWebmail } from './each-browser';
import { createRoundcubeHand } from './roundcube-hand';
import { describeWebmail } from './webmail-suite';

describe.skipIf(!hasWebmail)('Roundcube', () => {
  describeWebmail(createRoundcubeHand('elastic'));
  describeWebmail(createRoundcubeHand('larry'), 'skin');
  describeWebmail(createRoundcubeHand('classic'), 'skin');
});
