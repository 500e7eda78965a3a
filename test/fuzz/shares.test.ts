// The shares of all campaigns make a whole run, so that the cases of `npm test` are as many as it says.
import { expect, it } from 'vitest';
import { CASES } from './cases';
import { CERTIFICATE_CAMPAIGNS } from './certificate-campaigns';
import { MESSAGE_CAMPAIGNS } from './message-campaigns';
import { READER_CAMPAIGNS } from './reader-campaigns';
import { SIGNED_CAMPAIGNS } from './signed-campaigns';

it('add up to a thousand, and a run has 20,000 cases or more', () => {
  const all = [...MESSAGE_CAMPAIGNS, ...SIGNED_CAMPAIGNS, ...CERTIFICATE_CAMPAIGNS, ...READER_CAMPAIGNS];
  expect(all.reduce((sum, { share }) => sum + share, 0)).toBe(1000);
  if (process.env.FUZZ_RUNS === undefined) expect(CASES).toBeGreaterThanOrEqual(20_000);
});
