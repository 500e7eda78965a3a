// The shares of all campaigns make a whole run, so that the cases of `npm test` are as many as it says.
import { expect, it } from 'vitest';
import type { Campaign } from './campaign';
import { CASES } from './cases';
import { CERTIFICATE_CAMPAIGNS } from './certificate-campaigns';
import { MESSAGE_CAMPAIGNS } from './message-campaigns';
import { READER_CAMPAIGNS } from './reader-campaigns';
import { SIGNED_CAMPAIGNS } from './signed-campaigns';

const shareOf = (campaigns: readonly Campaign[]): number => campaigns.reduce((sum, { share }) => sum + share, 0);

/** Rubbish, lists and archives are no messages: their cases come on top. */
const OF_GENUINE = [...MESSAGE_CAMPAIGNS, ...SIGNED_CAMPAIGNS, ...CERTIFICATE_CAMPAIGNS];

it('add up to a thousand, and 20,000 cases or more are genuine messages that were bent, 1,500 of them in a certificate', () => {
  expect(shareOf([...OF_GENUINE, ...READER_CAMPAIGNS])).toBe(1000);
  if (process.env.FUZZ_RUNS !== undefined) return;
  expect((CASES * shareOf(OF_GENUINE)) / 1000).toBeGreaterThanOrEqual(20_000);
  expect((CASES * shareOf(CERTIFICATE_CAMPAIGNS)) / 1000).toBeGreaterThanOrEqual(1_500);
});
