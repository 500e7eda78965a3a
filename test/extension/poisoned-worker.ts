// The real worker, in a thread of Node, that dies of messages that are marked to kill it; built and run by thread-worker.ts.
import { type MessagePort, parentPort } from 'node:worker_threads';
import { answerOrders, type WorkerScope } from '../../lib/extension/judging/answer-orders';
import type { VerifyOrder } from '../../lib/extension/judging/verify-order';

const port = parentPort as MessagePort;

const POISONS: Record<string, () => void> = {
  hang: () => {
    for (;;);
  },
  throw: () => {
    throw new Error('poison');
  },
  exhaust: () => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 1_000_000 }, (_, index) => index));
  },
};

const findPoison = (order: VerifyOrder): string | undefined =>
  'id' in order ? /X-Poison: (\w+)/.exec(Buffer.from(order.source.bytes).toString('latin1'))?.[1] : undefined;

const scope: WorkerScope = {
  onmessage: null,
  postMessage: (answer, transfer) => port.postMessage(answer, transfer as ArrayBuffer[]),
};
answerOrders(scope);
port.on('message', (order: VerifyOrder) => {
  const poison = findPoison(order);
  // Outside of any promise, as a fault of the engine would be.
  if (poison !== undefined) setImmediate(() => POISONS[poison]?.());
  else scope.onmessage?.({ data: order });
});
