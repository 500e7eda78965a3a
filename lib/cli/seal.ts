// `ceralacca seal`: one small file over all evidence in the given messages, to be time-stamped with any tool, and beside it the list it is made of.
import { encodeSealFile, toSealFile } from '../ledger/seal/seal-file';
import { listSealed, toSealedList, toSealedTree } from '../ledger/seal/sealed-list';
import { toVisibleText } from '../visible-text';
import { createCollection } from './collect-messages';
import { createSealCollection } from './collect-seals';
import type { Command } from './command';
import { createTally, judgeInputs, toExitCode } from './judge-inputs';
import { encodeHashes, LIST_ENDING } from './read-seal';
import { tellNothing, tellUnread } from './tell-unread';
import { findTaken, writeNewFile } from './write-new-file';

export const seal: Command = async (request) => {
  const { out, err, wording, now, outPath } = request;
  const listPath = `${outPath}${LIST_ENDING}`;
  const refuse = (path: string, reason: string): 2 => {
    err(`${path === '' ? '' : `${toVisibleText(path)}: `}${wording.text(reason)}\n`);
    return 2;
  };
  const taken = (await findTaken(outPath)) ?? (await findTaken(listPath));
  if (taken !== undefined) return refuse(taken, 'cli_seal_exists');
  const tally = createTally();
  const collection = createCollection(now);
  const seals = createSealCollection();
  for await (const judged of judgeInputs(request, tally, seals.add)) {
    if ('problem' in judged) tellUnread(judged, request);
    else await collection.add(judged);
  }
  const hashes = collection.messages(now).flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256));
  if (hashes.length === 0) {
    tellNothing(tally, request);
    return refuse('', 'cli_nothing_to_seal');
  }
  const list = toSealedList([...hashes, ...collection.tokenHashes(), ...seals.answerHashes()]);
  const tree = toSealedTree(list);
  // The list first: a seal without it would be stamped in vain.
  for (const [path, bytes] of [
    [listPath, encodeHashes(listSealed(list))],
    [outPath, encodeSealFile(toSealFile(now.slice(0, 10), tree))],
  ] as const) {
    if (!(await writeNewFile(new Blob([bytes]).stream(), path))) return refuse(path, 'cli_seal_not_written');
  }
  out(`${toVisibleText(outPath)}: ${wording.count('cli_seal_written', tree.size, toVisibleText(listPath))}\n`);
  return toExitCode(tally);
};
