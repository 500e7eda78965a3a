// One campaign of the fuzzer: how a case is built from a plan, what is done with it, and what must not come of it.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

export type Campaign = {
  name: string;
  /** Of a thousand cases, how many. */
  share: number;
  property: fc.IAsyncProperty<[unknown]>;
};

export type CampaignParts<Plan, Input, Result> = {
  name: string;
  share: number;
  plan: fc.Arbitrary<Plan>;
  build(plan: Plan): Input | Promise<Input>;
  /** The octets to keep when the case fails. */
  toBytes(input: Input): Uint8Array;
  act(input: Input): Result | Promise<Result>;
  /** What is wrong with the result; undefined when nothing is. */
  findFault(input: Input, result: Result, plan: Plan): string | undefined | Promise<string | undefined>;
};

/** No case may take longer (issue: no hang over 200 ms); measured again before it is believed. */
const HANG_MS = 200;
const MEASURED_AGAIN = 3;

/** The lesser of the time that passed and the time that this process worked: a machine with other work to do hangs no one. */
const measure = async <Result>(task: () => Result | Promise<Result>): Promise<{ result: Result; elapsedMs: number }> => {
  const [started, usedBefore] = [performance.now(), process.cpuUsage()];
  const result = await task();
  const elapsedMs = performance.now() - started;
  const { user, system } = process.cpuUsage(usedBefore);
  return { result, elapsedMs: Math.min(elapsedMs, (user + system) / 1000) };
};

const findHang = async (task: () => unknown, firstMs: number): Promise<string | undefined> => {
  let least = firstMs;
  for (let run = 0; run < MEASURED_AGAIN && least > HANG_MS; run++) least = Math.min(least, (await measure(task)).elapsedMs);
  return least > HANG_MS ? `takes ${Math.round(least)} ms` : undefined;
};

const keep = (bytes: Uint8Array): string => {
  const folder = join(tmpdir(), 'ceralacca-fuzz');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, createHash('sha256').update(bytes).digest('hex').slice(0, 16));
  writeFileSync(path, bytes);
  return path;
};

export const createCampaign = <Plan, Input, Result>(parts: CampaignParts<Plan, Input, Result>): Campaign => {
  const { name, share, plan, build, act, toBytes, findFault } = parts;
  const runCase = async (drawn: Plan): Promise<void> => {
    const input = await build(drawn);
    const fail = (fault: string): never => {
      throw new Error(`${name}: ${fault}; the case is kept in ${keep(toBytes(input))}`);
    };
    const { result, elapsedMs } = await measure(() => act(input)).catch((error: unknown) => fail(`crash: ${error}`));
    const fault = (await findHang(() => act(input), elapsedMs)) ?? (await findFault(input, result, drawn));
    if (fault) fail(fault);
  };
  return { name, share, property: fc.asyncProperty(plan, runCase) as unknown as Campaign['property'] };
};

/** Numbers of one to three steps; small ones come often, so that a failure shrinks to a short story. */
export const createSteps = (): fc.Arbitrary<{ mutation: number; numbers: number[] }[]> =>
  fc.array(
    fc.record({
      mutation: fc.integer({ min: 0, max: 9999 }),
      numbers: fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 5, maxLength: 5 }),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
