// What a verification is judged with, as plain data that can be handed to a worker, and back.
import { type AddedAuthorities, createTrustStore, type TrustStore } from '../../verify/trust/trust-store';
import type { VerifyContext } from '../../verify/verify-message';

export type ContextData = {
  /** DER of the authorities that the user added. */
  added: readonly Uint8Array[];
  addedForTimestamps: readonly Uint8Array[];
  /** Of those that the administration added. */
  managed: AddedAuthorities;
  revocation: readonly Uint8Array[];
  now: string;
};

export const toContextData = ({ trust, revocation = [], now }: VerifyContext): ContextData => {
  const toDers = (anchors: TrustStore['anchors'], byAdministration: boolean): Uint8Array[] =>
    anchors.filter(({ isAdded, isManaged = false }) => isAdded && isManaged === byAdministration).map(({ certificate }) => certificate.der);
  const forTimestamps = trust.timestampAnchors.filter((anchor) => !trust.anchors.includes(anchor));
  return {
    added: toDers(trust.anchors, false),
    addedForTimestamps: toDers(forTimestamps, false),
    managed: { pec: toDers(trust.anchors, true), timestamps: toDers(forTimestamps, true) },
    revocation,
    now,
  };
};

/** @throws MalformedInput when an added certificate cannot be read or is no authority */
export const createContext = async ({ added, addedForTimestamps, managed, revocation, now }: ContextData): Promise<VerifyContext> => ({
  trust: await createTrustStore(added, addedForTimestamps, managed),
  revocation,
  now,
});
