// The worker's side: unpacks each message it is given, judges it, and hands back both bytes and report.
import { type TakenSource, unpackSource } from '../../intake/read-source';
import { isMessage } from '../../verify/mime/is-message';
import { type VerifyContext, verifyMessage } from '../../verify/verify-message';
import { toIntakeProblem } from '../dropped/to-intake-problem';
import { createContext } from './context-data';
import type { JudgedSource, VerifyAnswer, VerifyOrder } from './verify-order';

export type WorkerScope = {
  postMessage(answer: VerifyAnswer, transfer: Transferable[]): void;
  onmessage: ((event: { data: VerifyOrder }) => void) | null;
};

const unpackAll = async (sources: readonly TakenSource[]): Promise<Uint8Array<ArrayBuffer>[]> =>
  (await Promise.all(sources.map(unpackSource))).flatMap((read) => (read.ok ? [read.bytes] : []));

type Order = Exclude<VerifyOrder, { context: unknown }>;

const judge = async ({ source, timestamps }: Order, context: VerifyContext): Promise<JudgedSource> => {
  const read = await unpackSource(source);
  if (!read.ok) return { ok: false, problem: toIntakeProblem(read.problem) };
  const { bytes } = read;
  if (!isMessage(bytes)) return { ok: false, problem: 'not-a-message' };
  const stamps = await unpackAll(timestamps);
  return { ok: true, bytes, timestamps: stamps, report: await verifyMessage(bytes, { ...context, timestamps: stamps }) };
};

const judgeSafely = async (order: Order, context: Promise<VerifyContext>): Promise<JudgedSource> => {
  try {
    return await judge(order, await context);
  } catch {
    return { ok: false, problem: 'internal-error' };
  }
};

export const answerOrders = (scope: WorkerScope): void => {
  let context: Promise<VerifyContext> = Promise.reject(new Error('no context yet'));
  context.catch(() => undefined);
  const answer = async (order: Order): Promise<void> => {
    const judged = await judgeSafely(order, context);
    scope.postMessage({ id: order.id, judged }, judged.ok ? [judged.bytes, ...judged.timestamps].map(({ buffer }) => buffer) : []);
  };
  scope.onmessage = ({ data }) => {
    if ('id' in data) {
      void answer(data);
      return;
    }
    context = createContext(data.context);
    // Told with every message that is judged.
    context.catch(() => undefined);
  };
};
