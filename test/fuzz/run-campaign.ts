// Runs campaigns for so many cases in all, each for its share; the first failure of each is told with its seed and its case.
import fc from 'fast-check';
import type { Campaign } from './campaign';

export type CampaignOutcome = { name: string; runs: number; elapsedMs: number; failure: string | null };

/** @param runs cases for a campaign of a share of a thousand */
export const runCampaign = async ({ name, share, property }: Campaign, runs: number, seed: number): Promise<CampaignOutcome> => {
  const numRuns = Math.max(1, Math.round((runs * share) / 1000));
  const started = performance.now();
  // Cases that hang or ask openssl would make a long shrinking longer than the run.
  const details = await fc.check(property, { numRuns, seed, endOnFailure: process.env.FUZZ_SHRINK !== '1' });
  const failure = details.failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}` : null;
  return { name, runs: details.numRuns, elapsedMs: performance.now() - started, failure };
};
