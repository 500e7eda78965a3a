// Waits, a minute at most, until the background has noted a request of this tab whose answer may be a message.
import type { TeachProblem } from '../../lib/teach-view';
import type { RecordedRequest } from '../../lib/webmail/taught/generalise-request';
import { askBackground } from './ask-background';

type Waited = { ok: true; recorded: RecordedRequest } | { ok: false; problem: TeachProblem };
type Noted = RecordedRequest & { answer: 'message' | 'maybe' };

const ASK_EVERY_MS = 500;
/** A little less than the minute after which the page forgets by itself. */
const MINUTE_MS = 58_000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));

const choose = (noted: Noted[]): Noted | undefined => noted.findLast(({ answer }) => answer === 'message') ?? noted.at(-1);

const wait = async (signal: AbortSignal): Promise<Waited> => {
  if ((await askBackground({ type: 'teach-record' })) !== true) return { ok: false, problem: 'not-allowed' };
  const until = performance.now() + MINUTE_MS;
  while (!signal.aborted && performance.now() < until) {
    await pause();
    const noted = await askBackground({ type: 'teach-recorded' });
    // Nothing is being noted any more: the background was ended.
    if (!Array.isArray(noted)) return { ok: false, problem: 'interrupted' };
    const found = choose(noted as Noted[]);
    if (found !== undefined) return { ok: true, recorded: found };
  }
  return { ok: false, problem: 'nothing-seen' };
};

export const waitForDownload = async (signal: AbortSignal): Promise<Waited> => {
  try {
    return await wait(signal);
  } finally {
    await askBackground({ type: 'teach-stop' });
  }
};
