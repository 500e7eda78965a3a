// Everything else that is read: rubbish, BER, revocation data, time-stamps, originals, archives: no crash, no hang, nothing believed.
import { describe, expect, it } from 'vitest';
import { CASES, SEED } from './cases';
import { READER_CAMPAIGNS } from './reader-campaigns';
import { runCampaign } from './run-campaign';

describe('fuzz', () => {
  it.each(READER_CAMPAIGNS.map((campaign) => [campaign.name, campaign] as const))('%s', { timeout: 300_000 }, async (_, campaign) => {
    const { failure, runs } = await runCampaign(campaign, CASES, SEED);
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
