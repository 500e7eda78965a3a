// Judges what the paths hold, one message after the other, and keeps count for the exit code.
import type { Report } from '../verify/report';
import { verifyMessage } from '../verify/verify-message';
import type { ExitCode, Request } from './command';
import type { InputProblem } from './input';
import { readInputs } from './read-inputs';

export type Judged = { path: string; bytes: Uint8Array; report: Report };
export type Unread = { path: string; problem: InputProblem };

/** What was met so far; a path that was named and is not there means that the command could not run as asked. */
export type Tally = { messages: number; verified: number; unread: number; missing: number };

export const createTally = (): Tally => ({ messages: 0, verified: 0, unread: 0, missing: 0 });

export const toExitCode = ({ messages, verified, unread, missing }: Tally): ExitCode => {
  if (missing > 0 || messages + unread === 0) return 2;
  return verified === messages && unread === 0 ? 0 : 1;
};

export async function* judgeInputs({ paths, trust, facts, now }: Request, tally: Tally): AsyncGenerator<Judged | Unread> {
  for await (const input of readInputs(paths)) {
    if ('problem' in input) {
      tally.unread++;
      if (input.problem === 'not-found') tally.missing++;
      yield input;
      continue;
    }
    const timestamps = [...facts.timestamps, ...input.timestamps];
    const report = await verifyMessage(input.bytes, { trust, now, ...facts, timestamps });
    tally.messages++;
    if (report.verdict === 'verified') tally.verified++;
    yield { path: input.path, bytes: input.bytes, report };
  }
}
