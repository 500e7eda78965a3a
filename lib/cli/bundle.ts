// `ceralacca bundle`: the evidence in the files as one container that stands up without us.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createBundle } from '../bundle/create-bundle';
import { toVisibleText } from '../visible-text';
import { createCollection } from './collect-messages';
import type { Command } from './command';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { tellNothing, tellUnread } from './tell-unread';

/** Written beside its final place and renamed, so that a broken run leaves no half bundle. */
const writeBundle = async (stream: ReadableStream<Uint8Array>, path: string): Promise<boolean> => {
  const partPath = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(stream as NodeReadableStream<Uint8Array>), createWriteStream(partPath));
    await rename(partPath, path);
    return true;
  } catch {
    await rm(partPath, { force: true });
    return false;
  }
};

export const bundle: Command = async (request) => {
  const { out, err, wording, now, outPath, trust } = request;
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
