// `ceralacca bundle`: the evidence in the files as one container that stands up without us.
import { lstat, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { BundleSource } from '../bundle/bundle-source';
import { createBundle } from '../bundle/create-bundle';
import { judgeMessages, toBundleContent } from '../bundle/prepare-bundle';
import { toVisibleText } from '../visible-text';
import { type Collection, createCollection } from './collect-messages';
import type { Command, Request } from './command';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

/** Of the link itself: what a link leads to may be one of the inputs. */
const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
};

/** Where the bundle is written before it is renamed, so that a broken run leaves no half bundle. */
const toPartPath = (path: string): string => `${path}.part`;

/** The name of something that would be replaced: it may be evidence, and no second copy. */
const findTaken = async (outPath: string): Promise<string | undefined> => {
  for (const path of [outPath, toPartPath(outPath)]) if (await isThere(path)) return path;
  return undefined;
};

const writeBundle = async (stream: ReadableStream<Uint8Array>, path: string): Promise<boolean> => {
  const partPath = toPartPath(path);
  const file = await open(partPath, 'wx').catch(() => undefined);
  // Somebody else's file by that name is not ours to remove.
  if (!file) return false;
  try {
    await pipeline(Readable.fromWeb(stream as NodeReadableStream<Uint8Array>), file.createWriteStream());
    if (await isThere(path)) throw new Error('the place was taken meanwhile');
    await rename(partPath, path);
    return true;
  } catch {
    await rm(partPath, { force: true });
    return false;
  }
};

/** Bytes and context only: what the bundle says is found anew from them. */
const toSource = (collection: Collection, checkPage: Uint8Array, { now, trust, facts }: Request): BundleSource => ({
  messages: collection.messages(now).map(({ evidence }) => evidence.map(({ sha256 }) => sha256)),
  read: async (sha256) => {
    const bytes = collection.bytesOf(sha256);
    return bytes && { bytes, timestamps: [] };
  },
  context: { trust, now, revocation: facts.revocation, originals: facts.originals },
  readSeals: async () => [],
  checkPage,
});

/** @returns false when it could not be written */
const makeBundle = async (source: BundleSource, { pack, wording, outPath }: Request): Promise<boolean> => {
  const watching = { signal: new AbortController().signal, onProgress: () => undefined };
  const content = await toBundleContent(await judgeMessages(source, watching), source, pack);
  return writeBundle(createBundle(source, content, { wording, ...watching }), outPath);
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
  return toExitCode(tally);
};
