// `ceralacca stamp`: the request for a finished bundle, or the bundle with a token that was brought or asked for.

import { readFile } from 'node:fs/promises';
import { addTimestamp, openUnstamped } from '../bundle/add-timestamp';
import { describeStampProblem } from '../bundle/describe-stamp-problem';
import { toRequestFile } from '../bundle/obtain-timestamp';
import type { Slices } from '../intake/slices';
import { toVisibleText } from '../visible-text';
import type { ExitCode, Request } from './command';
import { describeStamped } from './describe-stamped';
import { openSlices } from './open-slices';
import type { Options } from './parse-options';
import { type StampedContainer, stampContainer } from './stamp-container';
import { findTaken, writeNewFile } from './write-new-file';

type Stamping = Pick<Request, 'trust' | 'now' | 'wording' | 'out' | 'err'>;

const refuse = ({ err }: Stamping, path: string, reason: string): ExitCode => {
  err(`${toVisibleText(path)}: ${reason}\n`);
  return 2;
};

const writeRequest = async (container: Slices, { paths, requestPath, tsaPolicy }: Options, stamping: Stamping): Promise<ExitCode> => {
  const { wording, out } = stamping;
  const found = await openUnstamped(container);
  if (!found.ok) return refuse(stamping, paths[0] ?? '', describeStampProblem(found.problem, null, wording));
  const request = await toRequestFile(found.manifest, tsaPolicy === '' ? null : tsaPolicy);
  if (!(await writeNewFile(new Blob([request]).stream(), requestPath)))
    return refuse(stamping, requestPath, wording.text('cli_not_written'));
  out(`${toVisibleText(requestPath)}: ${wording.text('cli_request_written')}\n`);
  return 0;
};

const stampBy = async (container: Slices, { tokenPath, service }: Options, stamping: Stamping): Promise<StampedContainer> =>
  service
    ? stampContainer(container, service, stamping)
    : addTimestamp(container, await readFile(tokenPath), stamping.trust, Date.parse(stamping.now));

const writeStamped = async (container: Slices, options: Options, stamping: Stamping): Promise<ExitCode> => {
  const { wording, out } = stamping;
  const [path = ''] = options.paths;
  const added = await stampBy(container, options, stamping).catch(() => undefined);
  if (!added) return refuse(stamping, options.tokenPath || (options.service?.loginPath ?? ''), wording.text('cli_problem_unreadable'));
  if (!added.ok) return refuse(stamping, path, describeStampProblem(added.problem, added.refusal, wording));
  if (!(await writeNewFile(added.stream, options.outPath))) return refuse(stamping, options.outPath, wording.text('cli_not_written'));
  out(`${toVisibleText(options.outPath)}: ${describeStamped(added.finding, wording)}\n`);
  return added.finding.ok ? 0 : 1;
};

export const stamp = async (options: Options, stamping: Stamping): Promise<ExitCode> => {
  const { wording } = stamping;
  const [path = ''] = options.paths;
  const taken = await findTaken(options.requestPath || options.outPath);
  if (taken !== undefined) return refuse(stamping, taken, wording.text('cli_out_exists'));
  const container = await openSlices(path).catch(() => undefined);
  if (!container) return refuse(stamping, path, wording.text('cli_problem_unreadable'));
  return options.requestPath === '' ? writeStamped(container, options, stamping) : writeRequest(container, options, stamping);
};
