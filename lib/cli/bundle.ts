// `ceralacca bundle`: the evidence in the files as one container that stands up without us.
import type { BundleSource } from '../bundle/bundle-source';
import { BundleTooLarge } from '../bundle/bundle-too-large';
import { createBundle } from '../bundle/create-bundle';
import { judgeMessages, toBundleContent } from '../bundle/prepare-bundle';
import { type SealSource, toSealFiles } from '../bundle/seals';
import { toVisibleText } from '../visible-text';
import { type Collection, createCollection } from './collect-messages';
import { createSealCollection, type SealCollection } from './collect-seals';
import { type Command, type Request, toWorse } from './command';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { readSeal } from './read-seal';
import { stampNewBundle } from './stamp-new-bundle';
import { tellNothing, tellUnread } from './tell-unread';
import { findTaken, writeNewFile } from './write-new-file';

const toContext = ({ trust, now, facts: { revocation, originals } }: Request): BundleSource['context'] => ({
  ...{ trust, now, revocation, originals },
});

/** @returns the path of the first that proves nothing */
const addNamedSeals = async (seals: SealCollection, { sealPaths, trust, now }: Request): Promise<string | undefined> => {
  for (const path of sealPaths) {
    const found = await readSeal(path, trust, now);
    if (!found) return path;
    seals.add({ ...found.seal, list: found.list });
  }
  return undefined;
};

/** Bytes and context only: what the bundle says is found anew from them. */
const toSource = (collection: Collection, seals: readonly SealSource[], checkPage: Uint8Array, request: Request): BundleSource => ({
  messages: collection.messages(request.now).map(({ evidence }) => evidence.map(({ sha256 }) => sha256)),
  read: async (sha256) => {
    const bytes = collection.bytesOf(sha256);
    return bytes && { bytes, timestamps: collection.tokensOf(sha256) };
  },
  context: toContext(request),
  readSeals: async (hashes) => toSealFiles(seals, hashes),
  checkPage,
});

/** @returns why it was not written; null when it was */
const makeBundle = async (source: BundleSource, { pack, wording, outPath }: Request): Promise<string | null> => {
  const watching = { signal: new AbortController().signal, onProgress: () => undefined };
  const content = await toBundleContent(await judgeMessages(source, watching), source, pack);
  const failures: unknown[] = [];
  const isWritten = await writeNewFile(createBundle(source, content, { wording, ...watching }), outPath, { failures });
  if (isWritten) return null;
  return failures.some((error) => error instanceof BundleTooLarge) ? 'cli_bundle_too_large' : 'cli_not_written';
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
  const seals = createSealCollection();
  const badSeal = await addNamedSeals(seals, request);
  if (badSeal !== undefined) return refuse(badSeal, 'cli_bad_seal');
  const tally = createTally();
  const collection = createCollection(now);
  for await (const judged of judgeInputs(request, tally, seals.add)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  const source = toSource(collection, await seals.toSources(request.trust, now), checkPage, request);
  if (source.messages.length === 0) {
    tellNothing(tally, request);
    return refuse('', 'cli_nothing_to_bundle');
  }
  const failure = await makeBundle(source, request);
  if (failure !== null) return refuse(outPath, failure);
  const count = source.messages.reduce((sum, hashes) => sum + hashes.length, 0);
  out(`${toVisibleText(outPath)}: ${wording.count('cli_messages', source.messages.length)}, ${wording.count('cli_files', count)}\n`);
  return toWorse(toExitCode(tally), await stampNewBundle(request));
};
