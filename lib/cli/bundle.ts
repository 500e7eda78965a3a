// `ceralacca bundle`: the evidence in the files as one container that stands up without us.
import { lstat, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createBundle } from '../bundle/create-bundle';
import { toVisibleText } from '../visible-text';
import { createCollection } from './collect-messages';
import type { Command } from './command';
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

export const bundle: Command = async (request) => {
  const { out, err, wording, now, outPath, trust } = request;
  const taken = await findTaken(outPath);
  if (taken !== undefined) {
    err(`${toVisibleText(taken)}: ${wording.text('cli_out_exists')}\n`);
    return 2;
  }
  const tally = createTally();
  const collection = createCollection(now);
  for await (const judged of judgeInputs(request, tally)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  const messages = collection.messages(now);
  if (messages.length === 0) {
    tellNothing(tally, request);
    err(`${wording.text('cli_nothing_to_bundle')}\n`);
    return 2;
  }
  const authorities = trust.anchors.map(({ certificate }) => certificate.der);
  const stream = createBundle({ messages, bytesOf: async (sha256) => collection.bytesOf(sha256), authorities }, wording);
  if (!(await writeBundle(stream, outPath))) {
    err(`${toVisibleText(outPath)}: ${wording.text('cli_not_written')}\n`);
    return 2;
  }
  const count = messages.reduce((sum, { evidence }) => sum + evidence.length, 0);
  out(`${toVisibleText(outPath)}: ${wording.count('cli_messages', messages.length)}, ${wording.count('cli_files', count)}\n`);
  return toExitCode(tally);
};
