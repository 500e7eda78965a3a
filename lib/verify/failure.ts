// How a message failed, in the ways that ask for different steps: a fake, one changed, one without its signature, one under a revoked certificate.
import type { CheckResult, Code, Report } from './report';

export type Failure = 'fake' | 'altered' | 'incomplete' | 'revoked';

/** The signature is whole, but nobody entitled made it. */
export const FOREIGN_CODES: readonly Code[] = [
  'signer-certificate.not-service-address',
  'signer-certificate.no-pec-policy',
  'signer-certificate.is-authority',
  'provider-trust.leads-elsewhere',
  'provider-trust.impostor',
  'provider-trust.not-an-authority',
];

const UNSIGNED_CODES: readonly Code[] = ['message-structure.unsigned-claim', 'signature-integrity.unreadable'];

/** All is as it was signed, but whoever signed was no longer entitled to: the provider after a mistake, or a thief of its key. */
export const REVOKED_CODES: readonly Code[] = ['revocation.revoked', 'revocation.authority-revoked'];

/** A key may have been in other hands, and no time-stamp says that the message is older than that.
 * The last one: a crash of ours must not turn a revoked certificate into an unknown one. */
export const DOUBT_CODES: readonly Code[] = ['revocation.compromised-since', 'revocation.unexplained-since', 'revocation.internal-error'];

const failedCodes = (checks: readonly CheckResult[]): Code[] =>
  checks.flatMap((result) => (result.status === 'failed' ? [result.reason] : []));

/** Null for a message that did not fail. Where a provider's certificate stands behind the signature it is not called a fake. */
export const findFailure = ({ verdict, checks }: Pick<Report, 'verdict' | 'checks'>): Failure | null => {
  if (verdict !== 'failed') return null;
  const codes = failedCodes(checks);
  if (codes.includes('message-structure.signature-removed')) return 'incomplete';
  if (codes.some((code) => FOREIGN_CODES.includes(code) || UNSIGNED_CODES.includes(code))) return 'fake';
  if (codes.length > 0 && codes.every((code) => REVOKED_CODES.includes(code))) return 'revoked';
  return checks.some(({ check, status }) => check === 'provider-trust' && status === 'passed') ? 'altered' : 'fake';
};
