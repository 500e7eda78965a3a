// The complete receipts of a message beside each other: do they enclose the same, and whom did the message name in copy? Nothing of it is stored.
import { toSha256Hex } from '../verify/bytes';
import { LIMITS } from '../verify/limits';
import { findInCopy } from '../verify/original/find-in-copy';
import type { CheckResult } from '../verify/report';
import type { VerifyContext } from '../verify/verify-message';
import { type BytesOf, COMPARED_RECEIPTS, judgeBeside } from './compare-brief-receipts';
import { ENOUGH, holdsContent, holdsWhole } from './find-originals';
import type { Evidence, LedgerMessage } from './ledger-message';
import { foldAddress, toOrderedEvidence } from './proof';
import { toProven } from './proven';

export type ReceiptContents = {
  /** Whose receipts enclose it. */
  addresses: string[];
  receipts: number;
  /** What of it differs from the first; null for the first. */
  result: CheckResult | null;
};

export type ComparedReceipts = {
  /** One where all agree; none where fewer than two receipts could be compared. */
  contents: ReceiptContents[];
  /** Whose complete receipts could not be compared. */
  unclear: string[];
  /** Who stands only among the Cc, as every piece that encloses the message says. */
  inCopy: string[];
};

type Reading = { bytesOf: BytesOf; readContext: () => Promise<VerifyContext> };

/** Different contents told apart; one more is merely not compared. */
const CONTENTS = 5;

/** Octets of all receipts together: providers take no message that, times its recipients, is larger (RFC 6109 section 3.1.1). */
const OCTETS = LIMITS.messageBytes;

const toAddress = ({ report: { certified } }: Evidence): string => foldAddress(certified?.delivery ?? '');

const toAddresses = (items: readonly Evidence[]): string[] => [...new Set(items.map(toAddress))].sort();

/** Only what is proven, and only of this message. */
const listProven = (message: LedgerMessage, evidence: readonly Evidence[]): Evidence[] => {
  const proven = new Set(toProven(message).map(({ sha256 }) => sha256));
  return toOrderedEvidence(evidence).filter(({ sha256, size }) => size > 0 && proven.has(sha256));
};

/** Of what would be compared: the same pieces need not be compared again. */
export const toComparisonKey = (message: LedgerMessage, evidence: readonly Evidence[]): string =>
  JSON.stringify([message.identifier, ...listProven(message, evidence).map(({ sha256 }) => sha256)]);

const isEqual = (result: CheckResult | null): boolean =>
  result?.status === 'passed' && result.notes.includes('original-message.content-equal');

type Group = { first: Evidence; items: Evidence[]; bytes: Uint8Array; result: CheckResult | null };

const readWhole = async ({ sha256 }: Evidence, bytesOf: BytesOf): Promise<Uint8Array | undefined> => {
  const bytes = await bytesOf(sha256);
  return bytes !== undefined && (await toSha256Hex(bytes)) === sha256 ? bytes : undefined;
};

/** True where the receipt found its content or opened a new one; what cannot be compared does neither. */
const sortIn = async (item: Evidence, groups: Group[], bytesOf: BytesOf, context: VerifyContext): Promise<boolean> => {
  const bytes = await readWhole(item, bytesOf);
  if (bytes === undefined) return false;
  const judge = (first: Evidence, own: Uint8Array) => judgeBeside(first, [bytes], async () => own, context);
  const results: (CheckResult | null)[] = [];
  for (const group of groups) {
    const result = await judge(group.first, group.bytes);
    if (isEqual(result)) {
      group.items.push(item);
      return true;
    }
    // This check fails for nothing but a difference.
    if (result?.status !== 'failed') return false;
    results.push(result);
  }
  // What is not even equal to itself is unreadable, or of another message, and nothing to measure others by.
  if (groups.length === CONTENTS || (groups.length === 0 && !isEqual(await judge(item, bytes)))) return false;
  groups.push({ first: item, items: [item], bytes, result: results[0] ?? null });
  return true;
};

const compareContents = async (
  receipts: readonly Evidence[],
  { bytesOf, readContext }: Reading,
): Promise<Pick<ComparedReceipts, 'contents' | 'unclear'>> => {
  if (receipts.length < 2) return { contents: [], unclear: [] };
  const { originals: _, ...context } = await readContext();
  const groups: Group[] = [];
  const left: Evidence[] = [];
  let octets = 0;
  for (const [index, item] of receipts.entries()) {
    octets += item.size;
    const isWithin = index < COMPARED_RECEIPTS && octets <= OCTETS;
    if (!isWithin || !(await sortIn(item, groups, bytesOf, context))) left.push(item);
  }
  const isCompared = groups.reduce((sum, { items }) => sum + items.length, 0) > 1;
  const contents = groups.map(({ items, result }) => ({ addresses: toAddresses(items), receipts: items.length, result }));
  return { contents: isCompared ? contents : [], unclear: toAddresses(left) };
};

const readInCopy = async (item: Evidence, bytesOf: BytesOf): Promise<string[] | null> => {
  try {
    const bytes = await readWhole(item, bytesOf);
    return bytes === undefined ? null : findInCopy(bytes);
  } catch {
    return null;
  }
};

/** The smallest say it as well as the largest. */
const findAllInCopy = async (proven: readonly Evidence[], bytesOf: BytesOf): Promise<string[]> => {
  const holding = proven.filter(holdsContent).sort((one, other) => one.size - other.size);
  const read: string[][] = [];
  for (const item of holding.slice(0, ENOUGH)) {
    const found = await readInCopy(item, bytesOf);
    if (found !== null) read.push(found);
  }
  const [first = [], ...others] = read;
  return first.filter((address) => others.every((found) => found.includes(address)));
};

export const compareReceipts = async (
  message: LedgerMessage,
  evidence: readonly Evidence[],
  reading: Reading,
): Promise<ComparedReceipts> => {
  const proven = listProven(message, evidence);
  const receipts = proven.filter((item) => item.report.certified?.kind === 'avvenuta-consegna' && holdsWhole(item));
  // Where every receipt of delivery holds the message, nobody was in copy.
  const isShort = proven.some((item) => item.report.certified?.kind === 'avvenuta-consegna' && !holdsContent(item));
  return {
    ...(await compareContents(receipts, reading)),
    inCopy: isShort ? await findAllInCopy(proven, reading.bytesOf) : [],
  };
};
