// Whether the issuer of the certificates in question signed a list or an answer, with an algorithm and a key that still prove something.
import type { Certificate, SignatureAlgorithm } from '../cms/certificate';
import { OID_RSA_ENCRYPTION, OID_RSA_PSS } from '../cms/oids';
import { verifySignature } from '../cms/verify-signature';
import type { SourceProblem } from './statement';

type Signed = { tbs: Uint8Array; signatureAlgorithm: SignatureAlgorithm; signature: Uint8Array };

const isShortRsa = ({ key }: Certificate): boolean => [OID_RSA_ENCRYPTION, OID_RSA_PSS].includes(key.algorithm) && key.bits < 2048;

/** Null when the signature is good. */
export const verifySource = async ({ tbs, signatureAlgorithm, signature }: Signed, signer: Certificate): Promise<SourceProblem | null> => {
  if (isShortRsa(signer)) return 'forbidden-algorithm';
  const outcome = await verifySignature(signer, signatureAlgorithm, signature, tbs);
  if (outcome === 'good') return null;
  return outcome === 'bad' ? 'wrong-signature' : outcome;
};
