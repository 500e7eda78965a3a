// The tests that all webmails share, in a real Roundcube with each of its skins.
import { describe } from 'vitest';
import { hasWebmail } from './each-browser';
import { createRoundcubeHand } from './roundcube-hand';
import { describeWebmail } from './webmail-suite';

// Each skin in every browser takes as long as all other webmails together; their cards and views are looked at in both elsewhere.
describe.skipIf(!hasWebmail)('Roundcube', () => {
  describeWebmail(createRoundcubeHand('elastic'));
  describeWebmail(createRoundcubeHand('larry'), ['chromium']);
  describeWebmail(createRoundcubeHand('classic'), ['firefox']);
});
