// Stamps the bundle that was just written, where a service is named; without a token the bundle stays as it is.

import { describeStampProblem } from '../bundle/describe-stamp-problem';
import { toVisibleText } from '../visible-text';
import type { ExitCode, Request } from './command';
import { describeStamped } from './describe-stamped';
import { openSlices } from './open-slices';
import { stampContainer } from './stamp-container';
import { writeNewFile } from './write-new-file';

export const stampNewBundle = async (request: Request): Promise<ExitCode> => {
  const { outPath, service, wording, out, err } = request;
  if (!service) return 0;
  const fail = (reason: string): ExitCode => {
    err(`${toVisibleText(outPath)}: ${wording.text('cli_unstamped')} ${reason}\n`);
    return 2;
  };
  const added = await stampContainer(await openSlices(outPath), service, request).catch(() => undefined);
  if (!added) return fail(`${toVisibleText(service.loginPath)}: ${wording.text('cli_problem_unreadable')}`);
  if (!added.ok) return fail(describeStampProblem(added.problem, added.refusal, wording));
  if (!(await writeNewFile(added.stream, outPath, { replaces: true }))) return fail(wording.text('cli_not_written'));
  out(`${toVisibleText(outPath)}: ${describeStamped(added.finding, wording)}\n`);
  return added.finding.ok ? 0 : 1;
};
