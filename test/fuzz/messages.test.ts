// Bent messages: genuine ones, changed in structure after they were signed: no crash, no hang, no green that openssl or the genuine message denies.
import { describe, expect, it } from 'vitest';
import { CASES, SEED } from './cases';
import { MESSAGE_CAMPAIGNS } from './message-campaigns';
import { runCampaign } from './run-campaign';

describe('fuzz', () => {
  it.each(MESSAGE_CAMPAIGNS.map((campaign) => [campaign.name, campaign] as const))('%s', { timeout: 300_000 }, async (_, campaign) => {
    const { failure, runs } = await runCampaign(campaign, CASES, SEED);
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
