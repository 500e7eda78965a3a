// The list of checks, in the order in which a person would explain the procedure.
import type { Check } from '../check';
import { certificationData } from './certification-data';
import { headerAgreement } from './header-agreement';
import { messageStructure } from './message-structure';
import { originalMessage } from './original-message';
import { providerTrust } from './provider-trust';
import { revocation } from './revocation';
import { senderIdentity } from './sender-identity';
import { signatureIntegrity } from './signature-integrity';
import { signerCertificate } from './signer-certificate';
import { timeCoherence } from './time-coherence';
import { timestamp } from './timestamp';

export const CHECKS: readonly Check[] = [
  messageStructure,
  signatureIntegrity,
  signerCertificate,
  providerTrust,
  certificationData,
  senderIdentity,
  headerAgreement,
  timeCoherence,
  originalMessage,
  revocation,
  timestamp,
];
