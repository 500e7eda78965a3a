// Messages that a provider signed after they were bent: what is green reads the same to a second reader.
import { describe, expect, it } from 'vitest';
import { CASES, SEED } from './cases';
import { runCampaign } from './run-campaign';
import { SIGNED_CAMPAIGNS } from './signed-campaigns';

describe('fuzz', () => {
  it.each(SIGNED_CAMPAIGNS.map((campaign) => [campaign.name, campaign] as const))('%s', { timeout: 300_000 }, async (_, campaign) => {
    const { failure, runs } = await runCampaign(campaign, CASES, SEED);
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
