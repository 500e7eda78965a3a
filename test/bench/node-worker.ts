// Runs a task of the bench in a thread of Node.
import { parentPort } from 'node:worker_threads';
import { type BenchRequest, runBenchTask } from './bench-task';

parentPort?.on('message', async (request: BenchRequest) => parentPort?.postMessage(await runBenchTask(request)));
