// Judges what the paths hold, one message after the other, and keeps count for the exit code.
import type { SealCopy } from '../backup/seal-row';
import { findPartProof, wrapPart } from '../backup/wrap-part';
import type { Report } from '../verify/report';
import { verifyMessage } from '../verify/verify-message';
import type { ExitCode, Request } from './command';
import { findOwnTimestamps } from './find-own-timestamps';
import type { InputFault, InputMessage } from './input';
import { readInputs } from './read-inputs';

/** `timestamps` lay beside it, or were named and are about it. */
export type Judged = { path: string; bytes: Uint8Array; report: Report; timestamps: readonly Uint8Array[] };
export type Unread = InputFault;

/** What was met so far; a path that was named and is not there means that the command could not run as asked. */
export type Tally = { messages: number; verified: number; unread: number; missing: number };

export const createTally = (): Tally => ({ messages: 0, verified: 0, unread: 0, missing: 0 });

export const toExitCode = ({ messages, verified, unread, missing }: Tally): ExitCode => {
  if (missing > 0 || messages + unread === 0) return 2;
  return verified === messages && unread === 0 ? 0 : 1;
};

/** As a message, and what proves nothing out of a copy as the part of a mail that it may have been. */
const judge = async (input: InputMessage, { trust, facts, now }: Request): Promise<Report> => {
  const { bytes, copied } = input;
  const context = { trust, now, ...facts, timestamps: [...facts.timestamps, ...input.timestamps] };
  const report = await verifyMessage(bytes, context);
  if (copied === undefined || report.verdict === 'verified') return report;
  const around = await verifyMessage(wrapPart(bytes, copied), { ...context, timestamps: [] });
  return findPartProof(around, copied) ?? report;
};

/** @param takeSeal for those that copies among the paths carry */
export async function* judgeInputs(
  request: Request,
  tally: Tally,
  takeSeal: (seal: SealCopy) => void = () => undefined,
): AsyncGenerator<Judged | Unread> {
  for await (const input of readInputs(request.paths, request.passphrase)) {
    if ('seal' in input) {
      takeSeal(input.seal);
      continue;
    }
    if ('problem' in input) {
      tally.unread++;
      if (input.problem === 'not-found') tally.missing++;
      yield input;
      continue;
    }
    const report = await judge(input, request);
    tally.messages++;
    if (report.verdict === 'verified') tally.verified++;
    yield {
      path: input.path,
      bytes: input.bytes,
      report,
      timestamps: [...input.timestamps, ...(await findOwnTimestamps(input.bytes, request))],
    };
  }
}
