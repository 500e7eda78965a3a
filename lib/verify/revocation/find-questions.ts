// Which certificates behind one message a responder can be asked about: the signer's, and those of the authorities above it.
import { collectEvidence } from '../evidence';
import { findInstant, findSigner } from '../signer';
import { findProviderPath } from '../trust/find-provider-path';
import type { TrustStore } from '../trust/trust-store';
import type { OcspSubject } from './create-ocsp-request';
import { findResponder } from './find-responder';

export type OcspQuestion = OcspSubject & { /** Of the responder. */ url: string };

/** Only of a path that leads to an authority whom the user trusts: no stranger's certificate names a host to be asked.
 * Signer first; none for bytes that are no message, or signed by nobody whom we trust. */
export const findQuestions = async (bytes: Uint8Array, trust: TrustStore): Promise<OcspQuestion[]> => {
  const evidence = await collectEvidence(bytes, true);
  const signer = findSigner(evidence)?.certificate;
  const instant = findInstant(evidence);
  if (!signer || instant === null || !evidence.signedData.ok) return [];
  const found = await findProviderPath(signer, evidence.signedData.value.certificates, trust, instant);
  if (!found.ok) return [];
  return found.path.slice(0, -1).flatMap((certificate, index): OcspQuestion[] => {
    const [issuer, url] = [found.path[index + 1], findResponder(certificate)];
    return issuer && url !== undefined ? [{ certificate, issuer, url }] : [];
  });
};
