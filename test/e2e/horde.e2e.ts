// The tests that all webmails share, in a real Horde in both of its views.
import { describe } from 'vitest';
import { hasHorde } from './each-browser';
import { createHordeHand } from './horde-hand';
import { describeWebmail } from './webmail-suite';

describe.skipIf(!hasHorde)('Horde', () => {
  for (const view of ['dynamic', 'basic'] as const) describeWebmail(createHordeHand(view));
});
