// The tests that all webmails share, in a real SOGo.
import { describe } from 'vitest';
import { hasSogo } from './each-browser';
import { sogoHand } from './sogo-hand';
import { describeWebmail } from './webmail-suite';

describe.skipIf(!hasSogo)('SOGo', () => {
  describeWebmail(sogoHand);
});
