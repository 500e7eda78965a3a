// What a verification is judged with, as plain data that can be handed to a worker, and back.
import { createTrustStore, type TrustStore } from '../verify/trust/trust-store';
import type { VerifyContext } from '../verify/verify-message';

export type ContextData = {
  /** DER of the authorities that the user added. */
  added: readonly Uint8Array[];
  addedForTimestamps: readonly Uint8Array[];
  revocation: readonly Uint8Array[];
  now: string;
};

export const toContextData = ({ trust, revocation = [], now }: VerifyContext): ContextData => {
  const toDer = ({ certificate }: TrustStore['anchors'][number]): Uint8Array => certificate.der;
  const forTimestamps = trust.timestampAnchors.filter((anchor) => !trust.anchors.includes(anchor));
  return {
    added: trust.anchors.filter(({ isAdded }) => isAdded).map(toDer),
    addedForTimestamps: forTimestamps.map(toDer),
    revocation,
    now,
  };
};

/** @throws MalformedInput when an added certificate cannot be read or is no authority */
export const createContext = async ({ added, addedForTimestamps, revocation, now }: ContextData): Promise<VerifyContext> => ({
  trust: await createTrustStore(added, addedForTimestamps),
  revocation,
  now,
});
