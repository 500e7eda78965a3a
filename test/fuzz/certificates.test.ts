// Certificates that were bent, signed anew by the authority or not: what is green keeps the profile of a provider, and openssl agrees.
import { describe, expect, it } from 'vitest';
import { CASES, SEED } from './cases';
import { CERTIFICATE_CAMPAIGNS } from './certificate-campaigns';
import { runCampaign } from './run-campaign';

describe('fuzz', () => {
  it.each(CERTIFICATE_CAMPAIGNS.map((campaign) => [campaign.name, campaign] as const))('%s', { timeout: 300_000 }, async (_, campaign) => {
    const { failure, runs } = await runCampaign(campaign, CASES, SEED);
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
