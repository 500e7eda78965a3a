// A seal of the archive as it lies on the disk: the file that was stamped, the list of hashes that it is over, and what came back for it.
import { readFile } from 'node:fs/promises';
import { toSealSources } from '../bundle/seal-sources';
import type { SealSource } from '../bundle/seals';
import type { Seal, SealAnswer } from '../ledger/seal/seal';
import { type SealedList, toSealedList } from '../ledger/seal/sealed-list';
import { toSha256Hex } from '../verify/bytes';
import type { TrustStore } from '../verify/trust/trust-store';

/** Beside the file of the seal, whose list is not to be shown around. */
export const LIST_ENDING = '.impronte';
const ANSWER_ENDINGS = ['.tsr', '.tst', '.tsd', '.p7m', '.p7s'];

const HASHES = /^(?:[0-9a-f]{64}\n)+$/;

export const encodeHashes = (hashes: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(hashes.map((sha256) => `${sha256}\n`).join(''));

const parseHashes = (bytes: Uint8Array): SealedList | undefined => {
  const text = new TextDecoder().decode(bytes);
  return HASHES.test(text) ? toSealedList(text.trimEnd().split('\n')) : undefined;
};

const readAnswers = async (path: string): Promise<SealAnswer[]> => {
  const answers: SealAnswer[] = [];
  for (const ending of ANSWER_ENDINGS) {
    const bytes = await readFile(`${path}${ending}`).catch(() => undefined);
    if (bytes) answers.push({ sha256: await toSha256Hex(bytes), name: `sigillo${ending}`, bytes, addedAt: '' });
  }
  return answers;
};

/** Undefined where it is no seal with its list, or neither a time-stamp of a known authority nor a signature is over it. @param now ISO instant */
export const readSeal = async (path: string, trust: TrustStore, now: string): Promise<SealSource | undefined> => {
  try {
    const [file, hashes] = await Promise.all([readFile(path), readFile(`${path}${LIST_ENDING}`)]);
    const list = parseHashes(hashes);
    const seal: Seal = { id: await toSha256Hex(file), file, madeAt: '', answers: await readAnswers(path) };
    const [source] = await toSealSources([seal], async () => list, trust, Date.parse(now));
    return source;
  } catch {
    return undefined;
  }
};
