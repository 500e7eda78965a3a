// `ceralacca ledger`: the messages behind the files, and the state of each recipient.
import { type Collection, createCollection, type FoundMessage } from './collect-messages';
import type { Command } from './command';
import { describeMessage } from './describe-message';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

const toJson = ({ message }: FoundMessage, collection: Collection): string => {
  const { identifier, messageId, from, subject, acceptedAt, state } = message;
  const recipients = message.recipients.map(({ address, type, state: reached, at, errorCode }) => ({
    address,
    type,
    state: reached,
    at,
    errorCode,
  }));
  const evidence = message.evidence.map((item) => ({ path: collection.pathOf(item.sha256), ...item }));
  return JSON.stringify({ identifier, messageId, from, subject, acceptedAt, state, recipients, evidence });
};

export const ledger: Command = async (request) => {
  const { json, out, wording, now } = request;
  const tally = createTally();
  const collection = createCollection(now);
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  tellNothing(tally, request);
  for (const found of collection.messages(now))
    out(`${json ? toJson(found, collection) : describeMessage(found.message, collection.pathOf, wording)}\n`);
  return toExitCode(tally);
};
