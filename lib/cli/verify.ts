// `ceralacca verify`: the verdict on each message.
import { isMessage } from '../verify/mime/is-message';
import { toVisibleText } from '../visible-text';
import type { Command, Request } from './command';
import { describeReport } from './describe-report';
import { createTally, type Judged, judgeInputs, type Tally, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

const toJson = ({ path, report }: Judged): string => {
  const { verdict, kind, checks, certified, enclosed } = report;
  return JSON.stringify({ path, verdict, kind, checks, certified, enclosed });
};

/** The report of bytes that are no message is that of ordinary mail; a person is told the difference. */
const toText = ({ path, bytes, report }: Judged, { wording }: Request): string =>
  isMessage(bytes) ? describeReport(path, report, wording) : toVisibleText(`${path}: ${wording.text('problem_not_a_message_what')}`);

const toSummary = ({ messages, verified, unread }: Tally, { wording }: Request): string => {
  const parts = [wording.count('cli_messages', messages), wording.count('cli_verified', verified)];
  return [...parts, ...(unread > 0 ? [wording.count('cli_unread', unread)] : [])].join(', ');
};

export const verify: Command = async (request) => {
  const tally = createTally();
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else request.out(`${request.json ? toJson(judged) : toText(judged, request)}\n`);
  }
  tellNothing(tally, request);
  if (!request.json && tally.messages + tally.unread > 1) request.out(`\n${toSummary(tally, request)}\n`);
  return toExitCode(tally);
};
