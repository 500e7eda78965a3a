// `ceralacca verify`: the verdict on each message.
import type { Command, Request } from './command';
import { describeReport } from './describe-report';
import { createTally, type Judged, judgeInputs, type Tally, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

const toJson = ({ path, report }: Judged): string => {
  const { verdict, kind, checks, certified, enclosed } = report;
  return JSON.stringify({ path, verdict, kind, checks, certified, enclosed });
};

const toSummary = ({ messages, verified, unread }: Tally, { wording }: Request): string => {
  const parts = [wording.count('cli_messages', messages), wording.count('cli_verified', verified)];
  return [...parts, ...(unread > 0 ? [wording.count('cli_unread', unread)] : [])].join(', ');
};

export const verify: Command = async (request) => {
  const tally = createTally();
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else request.out(`${request.json ? toJson(judged) : describeReport(judged.path, judged.report, request.wording)}\n`);
  }
  tellNothing(tally, request);
  if (!request.json && tally.messages + tally.unread > 1) request.out(`\n${toSummary(tally, request)}\n`);
  return toExitCode(tally);
};
