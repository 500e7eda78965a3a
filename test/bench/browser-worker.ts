// Runs a task of the bench in a worker of a browser.
import { type BenchRequest, runBenchTask } from './bench-task';

addEventListener('message', async ({ data }: MessageEvent<BenchRequest>) => postMessage(await runBenchTask(data)));
