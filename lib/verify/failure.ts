// How a message failed, in the three ways that ask for different steps: a fake, one that was changed, one that lost its signature.
import type { CheckResult, Code, Report } from './report';

export type Failure = 'fake' | 'altered' | 'incomplete';

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

const failedCodes = (checks: readonly CheckResult[]): Code[] =>
  checks.flatMap((result) => (result.status === 'failed' ? [result.reason] : []));

/** Null for a message that did not fail. Where a provider's certificate stands behind the signature it is not called a fake. */
export const findFailure = ({ verdict, checks }: Pick<Report, 'verdict' | 'checks'>): Failure | null => {
  if (verdict !== 'failed') return null;
  const codes = failedCodes(checks);
  if (codes.includes('message-structure.signature-removed')) return 'incomplete';
  if (codes.some((code) => FOREIGN_CODES.includes(code) || UNSIGNED_CODES.includes(code))) return 'fake';
  return checks.some(({ check, status }) => check === 'provider-trust' && status === 'passed') ? 'altered' : 'fake';
};
