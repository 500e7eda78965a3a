// The bench of revocation: lists and answers about the provider of the verifier's bench, judged with one genuine message of it.
import type { Report } from '../../../lib/verify/report';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { type CrlEntry, type CrlOptions, issueCrl } from '../../pki/issue-crl';
import { issueOcspResponse, type OcspOptions } from '../../pki/issue-ocsp-response';
import { authority, NOW, provider, resultOf, sign, trust } from '../bench';

export const SIGNED_AT = new Date('2026-09-19T13:41:19Z');
export const BEFORE = new Date('2026-09-01T00:00:00Z');
export const AFTER = new Date('2026-09-25T00:00:00Z');

export const message = await sign();

/** Says that the authority itself was not revoked, so that only the provider's certificate is left to ask about. */
export const rootList = issueCrl(authority.root);

export const revoke = (entry: Partial<CrlEntry> = {}): CrlEntry => ({
  serial: provider.certificate.serial,
  revokedAt: BEFORE,
  ...entry,
});

/** A list of the provider's issuer. */
export const list = (options: CrlOptions = {}): Uint8Array => issueCrl(authority.ca, options);

/** A list on which the provider's certificate stands. */
export const revocation = (entry: Partial<CrlEntry> = {}, options: CrlOptions = {}): Uint8Array =>
  list({ entries: [revoke(entry)], ...options });

/** An answer about the provider's certificate. */
export const answer = (options: OcspOptions = {}): Uint8Array => issueOcspResponse(provider.certificate, authority.ca, options);

export const judgeWith = (revocationData: readonly Uint8Array[], bytes: Uint8Array = message, now = NOW): Promise<Report> =>
  verifyMessage(bytes, { trust, now, revocation: revocationData });

/** The facts of the check: what was used, what was not and why. */
export const factsOf = (report: Report): Record<string, unknown> => resultOf(report, 'revocation').facts;
