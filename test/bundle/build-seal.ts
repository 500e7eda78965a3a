// A seal over some hashes with its time-stamp, as a ledger keeps it and hands it over in a bundle.
import type { SealSource } from '../../lib/bundle/seals';
import type { Seal } from '../../lib/ledger/seal/seal';
import { encodeSealFile, toSealFile } from '../../lib/ledger/seal/seal-file';
import { toSealedList, toSealedTree } from '../../lib/ledger/seal/sealed-list';
import { toSha256Hex } from '../../lib/verify/bytes';
import { createTimestamp } from '../pki/create-timestamp';
import type { Tsa } from '../pki/issue-tsa';

export type SealOptions = {
  tsa: Tsa;
  /** SHA-256 of what is under it, lowercase hex. */
  sealed: readonly string[];
  /** `YYYY-MM-DD` */
  date: string;
  /** As written in the token: `20261001120000Z`. */
  genTime: string;
  /** From the token to the file that comes back. */
  wrap?: (token: Uint8Array) => Uint8Array;
  /** What came back beside, over the file of the seal. */
  also?: (file: Uint8Array) => readonly Uint8Array[];
  /** False for a seal that was never stamped. */
  isStamped?: boolean;
};

export const buildSeal = async (options: SealOptions): Promise<SealSource> => {
  const { tsa, sealed, date, genTime, wrap = (token) => token, also = () => [], isStamped = true } = options;
  const list = toSealedList(sealed);
  const file = encodeSealFile(toSealFile(date, toSealedTree(list)));
  const back = [...(isStamped ? [wrap(createTimestamp({ tsa, of: file, genTime }))] : []), ...also(file)];
  const answers = await Promise.all(back.map(async (bytes) => ({ sha256: await toSha256Hex(bytes), name: 'x.p7m', bytes, addedAt: '' })));
  const seal: Seal = { id: await toSha256Hex(file), file, madeAt: `${date}T10:00:00Z`, answers };
  return { seal, list, answers: answers.map(({ sha256 }) => sha256) };
};
