// The certificates that stand in the proofs, as PEM: for whoever looks at a signature with a tool that wants them in a file.
import { toHex } from '../verify/bytes';
import { collectEvidence } from '../verify/evidence';
import { toPem } from './authorities-pem';

/** DER of each certificate once, by its octets in hex. */
export type Signers = Map<string, Uint8Array>;

/** Hostile bytes add nothing. */
export const addSigners = async (bytes: Uint8Array, signers: Signers): Promise<void> => {
  const { signedData } = await collectEvidence(bytes, true);
  if (signedData.ok) for (const { der } of signedData.value.certificates) signers.set(toHex(der), der);
};

/** In an order that does not depend on where they were found. */
export const toSignersPem = (signers: Signers): string =>
  [...signers]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, der]) => toPem(der))
    .join('');
