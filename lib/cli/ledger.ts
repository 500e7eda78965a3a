// `ceralacca ledger`: the messages behind the files, and the state of each recipient.
import { type BytesOf, compareBriefReceipts } from '../ledger/compare-brief-receipts';
import { compareReceipts } from '../ledger/compare-receipts';
import type { Evidence } from '../ledger/ledger-message';
import { type ReadinessItem, toReadiness } from '../ledger/readiness';
import { readSecondLayer } from '../second-layer/read-second-layer';
import type { SecondLayer } from '../second-layer/second-layer-item';
import type { Code } from '../verify/report';
import { toVisibleText } from '../visible-text';
import { type Collection, createCollection, type FoundMessage } from './collect-messages';
import type { Command, Request } from './command';
import { describeComparison } from './describe-comparison';
import { describeLayer } from './describe-layer';
import { describeMessage } from './describe-message';
import { describeReceipts } from './describe-receipts';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

type Compared = FoundMessage & { readiness: ReadinessItem[] };

/** Brief receipts beside whatever among the files holds their message whole, and complete ones beside each other. */
const compare = async ({ message, evidence: found }: FoundMessage, collection: Collection, request: Request): Promise<Compared> => {
  const { trust, now, facts } = request;
  const bytesOf: BytesOf = async (sha256) => collection.bytesOf(sha256);
  const readContext = async () => ({ trust, now, ...facts });
  const evidence = await compareBriefReceipts(found, bytesOf, readContext);
  const receipts = await compareReceipts(message, evidence, { bytesOf, readContext });
  return { message, evidence, readiness: toReadiness(message, evidence, { now, receipts }) };
};

/** What the original-message check of a piece says; no names for what it does not look at. */
const toContent = (evidence: readonly Evidence[], sha256: string): { proves: string | null; original: Code[] } => {
  const { checks = [] } = evidence.find((item) => item.sha256 === sha256)?.report ?? {};
  const result = checks.find(({ check }) => check === 'original-message');
  const proves = typeof result?.facts.proves === 'string' ? result.facts.proves : null;
  return { proves, original: result === undefined ? [] : result.status === 'passed' ? result.notes : [result.reason] };
};

type Found = Compared & { layer: SecondLayer };

const toJson = ({ message, evidence: pieces, readiness, layer }: Found, collection: Collection): string => {
  const { identifier, messageId, from, subject, acceptedAt, state } = message;
  const recipients = message.recipients.map(({ address, type, state: reached, at, errorCode, receipt, contradicted }) => ({
    ...{ address, type, state: reached, at, errorCode, receipt, contradicted },
  }));
  const evidence = message.evidence.map((item) => ({
    path: collection.pathOf(item.sha256),
    ...item,
    ...toContent(pieces, item.sha256),
    ...(layer[item.sha256] === undefined ? {} : { secondLayer: layer[item.sha256] }),
  }));
  return JSON.stringify({ identifier, messageId, from, subject, acceptedAt, state, recipients, readiness, evidence });
};

const toText = ({ message, evidence, readiness, layer }: Found, collection: Collection, { now, wording }: Request): string => {
  const compared = evidence.flatMap(({ sha256, report }) => {
    const inside = describeLayer(layer[sha256], report.certified?.sender ?? '', wording);
    const lines = [...describeComparison(report, wording), ...inside];
    return lines.length === 0 ? [] : [`    ${collection.pathOf(sha256)}:`, ...lines.map((line) => `        ${line}`)];
  });
  const receipts = describeReceipts(readiness, wording).map((line) => `    ${line}`);
  return [describeMessage(message, { pathOf: collection.pathOf, now, wording }), ...[...receipts, ...compared].map(toVisibleText)].join(
    '\n',
  );
};

export const ledger: Command = async (request) => {
  const { json, out, now } = request;
  const tally = createTally();
  const collection = createCollection(now);
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  tellNothing(tally, request);
  for (const message of collection.messages(now)) {
    const compared = await compare(message, collection, request);
    const layer = await readSecondLayer(compared.evidence, async (sha256) => collection.bytesOf(sha256));
    const found = { ...compared, layer };
    out(`${json ? toJson(found, collection) : toText(found, collection, request)}\n`);
  }
  return toExitCode(tally);
};
