// A seal of the archive as one row of a backup: its octets, those of its list and of what came back for it, in base64.
import type { Seal } from '../ledger/seal/seal';
import type { SealedList } from '../ledger/seal/sealed-list';
import { toLatin1 } from '../verify/bytes';

export type SealCopy = Seal & { list: SealedList };

const toBase64 = (bytes: Uint8Array): string => btoa(toLatin1(bytes));

export const toSealRow = ({ id, file, madeAt, answers }: Seal, list: SealedList): unknown => ({
  ...{ id, file: toBase64(file), madeAt, list: toBase64(list) },
  answers: answers.map((answer) => ({ ...answer, bytes: toBase64(answer.bytes) })),
});
