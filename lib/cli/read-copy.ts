// A copy of a ledger → its messages with their time-stamps, its seals, and each damage by its place. Nothing in it is believed: names lead nowhere.
import { toMessageName } from '../backup/layout';
import { type BackupRefusal, openBackup } from '../backup/read-backup';
import { BLOCK, parseTarHeader } from '../backup/tar';
import type { GivenFile } from '../intake/found';
import { isSealWhole } from '../ledger/seal/seal-book';
import type { Input, InputFault, InputProblem } from './input';

export type CopyFile = { name: string; isNamed: boolean; blob: Blob };

/** A `.tar`, or what was named and begins like one; null for everything else. */
export const findCopy = async ({ name, isNamed, open }: GivenFile): Promise<CopyFile | null> => {
  try {
    const isTar = /\.tar$/i.test(name);
    if (!isTar && !isNamed) return null;
    const blob = await open();
    if (isTar) return { name, isNamed, blob };
    const head = new Uint8Array(await blob.slice(0, BLOCK).arrayBuffer());
    return parseTarHeader(head) === null ? null : { name, isNamed, blob };
  } catch {
    // Whoever reads it as a message tells what is wrong.
    return null;
  }
};

const PROBLEMS: Record<BackupRefusal, InputProblem> = {
  'not-a-backup': 'copy-unknown',
  newer: 'copy-newer',
  passphrase: 'copy-passphrase',
};

async function* readPieces({ name, isNamed, blob }: CopyFile, passphrase: string | null): AsyncGenerator<Input> {
  const opened = await openBackup(blob, passphrase);
  if (!opened.ok) {
    // In a folder it is somebody else's archive, and passed over as such.
    if (opened.refusal === 'not-a-backup' && !isNamed) return;
    const isLocked = opened.refusal === 'passphrase' && passphrase === null;
    yield { path: name, problem: isLocked ? 'copy-sealed' : PROBLEMS[opened.refusal] };
    return;
  }
  for await (const piece of opened.pieces()) {
    if ('what' in piece) yield { path: `${name}/${piece.name}`, problem: 'copy-damaged', damage: piece.what };
    else if ('sha256' in piece) {
      const { sha256, bytes, tokens } = piece;
      yield { path: `${name}/${toMessageName(sha256)}`, bytes, timestamps: tokens.map((token) => token.bytes), copied: sha256 };
    } else if ('seal' in piece) {
      const { seal } = piece;
      if (isSealWhole(seal, seal.list)) yield { seal };
      else yield { path: `${name}/seals ${seal.id}`, problem: 'copy-damaged', damage: 'content' };
    }
  }
}

/** Notes and sendings in it are no messages, and time-stamps without theirs prove nothing. */
export async function* readCopy(copy: CopyFile, passphrase: string | null): AsyncGenerator<Input> {
  const unreadable: InputFault = { path: copy.name, problem: 'unreadable' };
  try {
    yield* readPieces(copy, passphrase);
  } catch {
    yield unreadable;
  }
}
