// Whether a public key is strong enough.
import type { Certificate } from '../cms/certificate';
import { OID_RSA_ENCRYPTION, OID_RSA_PSS } from '../cms/oids';

/** @param bits the smallest RSA modulus that is accepted */
export const findKeyProblem = ({ key }: Certificate, bits: number): 'forbidden-algorithm' | 'unknown-algorithm' | undefined => {
  const isRsa = key.algorithm === OID_RSA_ENCRYPTION || key.algorithm === OID_RSA_PSS;
  if (isRsa) return key.bits >= bits ? undefined : 'forbidden-algorithm';
  return key.bits > 0 ? undefined : 'unknown-algorithm';
};
