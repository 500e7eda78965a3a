// The measured work, the same in a worker of Node and of a browser: many receipts, or one large one beside the bare hash of its octets.
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { judgeMessage, type VerifyContext, verifyMessage } from '../../lib/verify/verify-message';

export type BenchRequest = { anchor: Uint8Array; now: string } & (
  | { type: 'many'; messages: Uint8Array[]; rounds: number; inFlight: number }
  | { type: 'one'; message: Uint8Array; runs: number }
);

export type BenchAnswer =
  | { type: 'many'; judged: number; verified: number }
  | { type: 'one'; verifyMs: number; judgeMs: number; hashMs: number; verdict: string };

/** Several at once hide the waiting for the cryptography of the platform. */
const judgeMany = async (messages: readonly Uint8Array[], context: VerifyContext, inFlight: number): Promise<number> => {
  let next = 0;
  let verified = 0;
  const work = async (): Promise<void> => {
    for (let message = messages[next++]; message; message = messages[next++]) {
      if ((await verifyMessage(message, context)).verdict === 'verified') verified++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return verified;
};

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** The least of several runs, taken in turns: on a shared machine everything else is noise. */
const measureOne = async (message: Uint8Array, context: VerifyContext, runs: number): Promise<BenchAnswer> => {
  let [verifyMs, judgeMs, hashMs, verdict] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, ''];
  for (let run = 0; run < runs; run++) {
    hashMs = Math.min(hashMs, await timeOf(() => crypto.subtle.digest('SHA-256', message as Uint8Array<ArrayBuffer>)));
    const judge = async (): Promise<void> => {
      verdict = (await verifyMessage(message, context)).verdict;
    };
    verifyMs = Math.min(verifyMs, await timeOf(judge));
    judgeMs = Math.min(judgeMs, await timeOf(() => judgeMessage(message, context)));
  }
  return { type: 'one', verifyMs, judgeMs, hashMs, verdict };
};

export const runBenchTask = async (request: BenchRequest): Promise<BenchAnswer> => {
  const context = { trust: await createTrustStore([request.anchor]), now: request.now };
  if (request.type === 'one') return measureOne(request.message, context, request.runs);
  let verified = 0;
  for (let round = 0; round < request.rounds; round++) verified += await judgeMany(request.messages, context, request.inFlight);
  return { type: 'many', judged: request.rounds * request.messages.length, verified };
};
