// npm run fuzz [-- --runs N] [--seed S] [--only WORD]: any number of cases, with rate and summary; each failure is told with its seed and kept as a file.
import { parseArgs } from 'node:util';
import { CERTIFICATE_CAMPAIGNS } from './certificate-campaigns';
import { MESSAGE_CAMPAIGNS } from './message-campaigns';
import { READER_CAMPAIGNS } from './reader-campaigns';
import { runCampaign } from './run-campaign';
import { SIGNED_CAMPAIGNS } from './signed-campaigns';

/** Cases of one round over all campaigns: after each the rate is told. */
const ROUND = 10_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' }, only: { type: 'string', default: '' } },
});
const runs = Number(values.runs);
const firstSeed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const chosen = [...MESSAGE_CAMPAIGNS, ...SIGNED_CAMPAIGNS, ...CERTIFICATE_CAMPAIGNS, ...READER_CAMPAIGNS].filter(({ name }) =>
  name.includes(values.only),
);
const shares = chosen.reduce((sum, { share }) => sum + share, 0);

type Sum = { runs: number; elapsedMs: number; failures: number };

const runRound = async (cases: number, seed: number, sums: Map<string, Sum>): Promise<void> => {
  for (const campaign of chosen) {
    const outcome = await runCampaign({ ...campaign, share: (campaign.share * 1000) / shares }, cases, seed);
    const sum = sums.get(campaign.name) ?? { runs: 0, elapsedMs: 0, failures: 0 };
    sum.runs += outcome.runs;
    sum.elapsedMs += outcome.elapsedMs;
    if (outcome.failure !== null) {
      sum.failures += 1;
      print(`FAILED ${campaign.name}\n${outcome.failure}\n`);
    }
    sums.set(campaign.name, sum);
  }
};

const runAll = async (): Promise<number> => {
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(firstSeed) || chosen.length === 0) {
    print('usage: npm run fuzz -- [--runs N] [--seed S] [--only WORD]');
    return 2;
  }
  print(`${runs} cases, seed ${firstSeed}`);
  const sums = new Map<string, Sum>();
  const started = performance.now();
  for (let done = 0, round = 0; done < runs; done += ROUND, round++) {
    await runRound(Math.min(ROUND, runs - done), firstSeed + round, sums);
    const total = [...sums.values()].reduce((sum, one) => sum + one.runs, 0);
    print(`${total} cases, ${Math.round((total * 1000) / (performance.now() - started))} a second`);
  }
  for (const [name, sum] of sums)
    print(`${name}: ${sum.runs} cases, ${(sum.elapsedMs / sum.runs).toFixed(2)} ms each, ${sum.failures} failures`);
  return [...sums.values()].some(({ failures }) => failures > 0) ? 1 : 0;
};

process.exitCode = await runAll();
