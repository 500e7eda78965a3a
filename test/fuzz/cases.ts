// How many cases a run has, and from which seed: those of `npm test` are always the same, those of `npm run fuzz` never.

/** All campaigns together; the shares of each add up to a thousand. */
export const CASES = Number(process.env.FUZZ_RUNS ?? 25_000);

export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122);
