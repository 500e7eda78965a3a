// Is what one receipt encloses what was sent, as far as a comparison said so?
import type { CheckResult, Code } from '../verify/report';
import type { Evidence } from './ledger-message';

export type ReceiptContent = 'equal' | 'differs' | 'unknown';

type Compared = readonly { sha256: string; result: CheckResult | null }[];

const EQUAL_CODES: readonly Code[] = ['original-message.hashes-match', 'original-message.content-equal'];

const toContent = (result: CheckResult | null | undefined): ReceiptContent => {
  // This check fails for nothing but a difference.
  if (result?.status === 'failed') return 'differs';
  return result?.status === 'passed' && result.notes.some((code) => EQUAL_CODES.includes(code)) ? 'equal' : 'unknown';
};

/** What the user's own copy says first, else what was found when the receipt was judged beside other evidence. */
export const toReceiptContent = ({ sha256, report }: Evidence, compared: Compared): ReceiptContent => {
  const asked = toContent(compared.find((receipt) => receipt.sha256 === sha256)?.result);
  return asked === 'unknown' ? toContent(report.checks.find(({ check }) => check === 'original-message')) : asked;
};
