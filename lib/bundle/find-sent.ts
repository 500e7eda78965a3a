// The message that the proofs are about: the user's own copy where it is one, else as a proof encloses it whole.
import { holdsContent } from '../ledger/find-originals';
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import { toSha256Hex } from '../verify/bytes';
import { LimitReached, MalformedInput } from '../verify/errors';
import { findMessageStart } from '../verify/evidence';
import { findSentMessage } from '../verify/original/find-sent-message';
import { findWrapped, isWhole } from '../verify/original/find-wrapped';
import type { CertifiedFacts } from '../verify/report';
import type { BundleSource, SentMessage } from './bundle-source';
import { findProven } from './select-evidence';

/** What cannot be read is not the message. */
const orNothing = <Value>(read: () => Value | undefined): Value | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof LimitReached || error instanceof MalformedInput) return undefined;
    throw error;
  }
};

const findOwnCopy = (originals: readonly Uint8Array[], facts: CertifiedFacts): Uint8Array | undefined =>
  originals.find((original) => orNothing(() => findSentMessage(original, facts)) !== undefined);

const holdsMessage = (item: Evidence): boolean => item.report.certified !== null && isWhole(item.report.certified) && holdsContent(item);

export const findSent = async (
  message: LedgerMessage,
  evidence: readonly Evidence[],
  originals: readonly Uint8Array[],
): Promise<SentMessage | null> => {
  const proven = findProven(message, evidence);
  for (const { report } of proven) {
    const copy = report.certified && findOwnCopy(originals, report.certified);
    if (copy) return { origin: 'own-copy', sha256: await toSha256Hex(copy) };
  }
  // Envelopes first: they are what the sender's provider itself made of the message.
  const whole = proven.filter(holdsMessage);
  const [first] = [...whole.filter(({ report }) => report.kind === 'posta-certificata'), ...whole];
  return first ? { origin: 'enclosed', sha256: first.sha256 } : null;
};

/** Undefined where the proof holds no whole message. */
export const readSent = async (
  { origin, sha256 }: SentMessage,
  { read, release, context }: BundleSource,
): Promise<Uint8Array | undefined> => {
  if (origin === 'own-copy') {
    for (const original of context.originals ?? []) if ((await toSha256Hex(original)) === sha256) return original;
    return undefined;
  }
  const stored = await read(sha256);
  const sent = stored && orNothing(() => findWrapped(stored.bytes, findMessageStart(stored.bytes)));
  if (stored && sent?.buffer !== stored.bytes.buffer) release?.(stored.bytes);
  return sent;
};
