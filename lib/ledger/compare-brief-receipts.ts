// Brief receipts beside the whole message, where other evidence of it holds that: judged again, and nothing of it stored.
import type { CheckResult, Report } from '../verify/report';
import { type VerifyContext, verifyMessage } from '../verify/verify-message';
import { findOriginals, isBriefReceipt } from './find-originals';
import type { Evidence } from './ledger-message';

/** Receipts looked at again for one message: it may have thousands of recipients. */
export const COMPARED_RECEIPTS = 50;

export type BytesOf = (sha256: string) => Promise<Uint8Array | undefined>;

/** Null where the bytes are not those that were recorded. */
export const judgeBeside = async (
  { sha256 }: Evidence,
  originals: readonly Uint8Array[],
  bytesOf: BytesOf,
  context: VerifyContext,
): Promise<CheckResult | null> => {
  const bytes = await bytesOf(sha256);
  const report = bytes && (await verifyMessage(bytes, { ...context, originals }));
  return report?.sha256 === sha256 ? (report.checks.find(({ check }) => check === 'original-message') ?? null) : null;
};

/** The stored report with one check said anew; its verdict is the one that was recorded. */
const withResult = (report: Report, result: CheckResult): Report => ({
  ...report,
  checks: report.checks.map((check) => (check.check === result.check ? result : check)),
});

const toWhole = async (items: readonly Evidence[], bytesOf: BytesOf): Promise<Uint8Array[]> =>
  (await Promise.all(items.map(({ sha256 }) => bytesOf(sha256)))).filter((bytes) => bytes !== undefined);

/** Brief receipts of a message as they are beside an envelope or complete receipt of it that the ledger holds; the others as they are.
 * What cannot be compared is shown as it was recorded. */
export const compareBriefReceipts = async (
  evidence: readonly Evidence[],
  bytesOf: BytesOf,
  readContext: () => Promise<VerifyContext>,
): Promise<Evidence[]> => {
  const compared = new Map<string, Report>();
  const brief = evidence.filter((item) => isBriefReceipt(item) && findOriginals(item, evidence).length > 0).slice(0, COMPARED_RECEIPTS);
  if (brief.length === 0) return [...evidence];
  const context = await readContext();
  // Whoever names a copy asks about that copy.
  if (context.originals && context.originals.length > 0) return [...evidence];
  for (const item of brief) {
    const originals = await toWhole(findOriginals(item, evidence), bytesOf);
    const result = await judgeBeside(item, originals, bytesOf, context);
    if (result) compared.set(item.sha256, withResult(item.report, result));
  }
  return evidence.map((item) => ({ ...item, report: compared.get(item.sha256) ?? item.report }));
};
