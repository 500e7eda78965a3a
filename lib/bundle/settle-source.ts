// What a bundle is judged with, in an order of its own: whoever gave the same lists and authorities in another one gets the same container.
import { toSha256Hex } from '../verify/bytes';
import type { Anchor, TrustStore } from '../verify/trust/trust-store';
import type { VerifyContext } from '../verify/verify-message';
import type { BundleSource } from './bundle-source';

/** Each once, by its hash; the arrays themselves stay, since the core remembers what it read of each. */
const settleFiles = async (files: readonly Uint8Array[]): Promise<Uint8Array[]> => {
  const byHash = new Map<string, Uint8Array>();
  for (const bytes of files) byHash.set(await toSha256Hex(bytes), bytes);
  return [...byHash].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, bytes]) => bytes);
};

/** Of two ways the one to a built-in authority is found first, then the one that the administration added. */
const toRank = ({ isAdded, isManaged = false }: Anchor): number => (isAdded ? (isManaged ? 1 : 2) : 0);

const compareAnchors = (one: Anchor, other: Anchor): number => {
  const rank = toRank(one) - toRank(other);
  if (rank !== 0) return rank;
  return one.certificate.fingerprint < other.certificate.fingerprint ? -1 : 1;
};

const settleTrust = ({ date, anchors, timestampAnchors }: TrustStore): TrustStore => ({
  date,
  anchors: anchors.toSorted(compareAnchors),
  timestampAnchors: timestampAnchors.toSorted(compareAnchors),
});

const settleContext = async (context: VerifyContext): Promise<VerifyContext> => ({
  ...context,
  trust: settleTrust(context.trust),
  revocation: await settleFiles(context.revocation ?? []),
  originals: await settleFiles(context.originals ?? []),
});

/** For everything that looks at the context of a source: to judge, to choose, to write. */
export const settleSource = async <Source extends Pick<BundleSource, 'context'>>(source: Source): Promise<Source> => ({
  ...source,
  context: await settleContext(source.context),
});
