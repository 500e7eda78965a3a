// `ceralacca bundle`: the evidence in the files as one container that stands up without us.
import type { BundleSource } from '../bundle/bundle-source';
import { createBundle } from '../bundle/create-bundle';
import { judgeMessages, toBundleContent } from '../bundle/prepare-bundle';
import { toVisibleText } from '../visible-text';
import { type Collection, createCollection } from './collect-messages';
import { type Command, type Request, toWorse } from './command';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { stampNewBundle } from './stamp-new-bundle';
import { tellNothing, tellUnread } from './tell-unread';
import { findTaken, writeNewFile } from './write-new-file';

/** Bytes and context only: what the bundle says is found anew from them. */
const toSource = (collection: Collection, checkPage: Uint8Array, { now, trust, facts }: Request): BundleSource => ({
  messages: collection.messages(now).map(({ evidence }) => evidence.map(({ sha256 }) => sha256)),
  read: async (sha256) => {
    const bytes = collection.bytesOf(sha256);
    return bytes && { bytes, timestamps: collection.tokensOf(sha256) };
  },
  context: { trust, now, revocation: facts.revocation, originals: facts.originals },
  readSeals: async () => [],
  checkPage,
});

/** @returns false when it could not be written */
const makeBundle = async (source: BundleSource, { pack, wording, outPath }: Request): Promise<boolean> => {
  const watching = { signal: new AbortController().signal, onProgress: () => undefined };
  const content = await toBundleContent(await judgeMessages(source, watching), source, pack);
  return writeNewFile(createBundle(source, content, { wording, ...watching }), outPath);
};

export const bundle: Command = async (request) => {
  const { out, err, wording, now, outPath } = request;
  const refuse = (path: string, reason: string): 2 => {
    err(`${path === '' ? '' : `${toVisibleText(path)}: `}${wording.text(reason)}\n`);
    return 2;
  };
  const taken = await findTaken(outPath);
  if (taken !== undefined) return refuse(taken, 'cli_out_exists');
  const checkPage = await request.readCheckPage().catch(() => undefined);
  if (!checkPage) return refuse('', 'cli_no_check_page');
  const tally = createTally();
  const collection = createCollection(now);
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  const source = toSource(collection, checkPage, request);
  if (source.messages.length === 0) {
    tellNothing(tally, request);
    return refuse('', 'cli_nothing_to_bundle');
  }
  if (!(await makeBundle(source, request))) return refuse(outPath, 'cli_not_written');
  const count = source.messages.reduce((sum, hashes) => sum + hashes.length, 0);
  out(`${toVisibleText(outPath)}: ${wording.count('cli_messages', source.messages.length)}, ${wording.count('cli_files', count)}\n`);
  return toWorse(toExitCode(tally), await stampNewBundle(request));
};
