// Time-stamps in the signature and beside the message, each judged: what existed, before when, by whose clock.
import { OID_ATTRIBUTE_TIMESTAMP_TOKEN } from '../cms/oids';
import type { Evidence } from '../evidence';
import { findInstant, findSigner } from '../signer';
import type { TrustStore } from '../trust/trust-store';
import { createCoveredBytes } from './covered-bytes';
import type { TokenContext } from './judge-token';
import { judgeFile, judgeTokens } from './judge-tokens-over';
import type { TimestampFinding } from './timestamp-finding';

/** What is about other octets is no matter of this message, as long as something is about these. */
const dropForeign = (findings: readonly TimestampFinding[]): TimestampFinding[] => {
  const isForeign = (finding: TimestampFinding): boolean => !finding.ok && ['wrong-imprint', 'other-content'].includes(finding.problem);
  return findings.some(({ ok }) => ok) ? findings.filter((finding) => !isForeign(finding)) : [...findings];
};

/** @param beside untrusted bytes of .tsr, .tst and .tsd files (RFC 3161, RFC 5544) that lie beside the message
 * @param now milliseconds since 1970 UTC */
export const findTimestamps = async (
  evidence: Evidence,
  beside: readonly Uint8Array[],
  trust: TrustStore,
  now: number,
): Promise<TimestampFinding[]> => {
  const context: TokenContext = { trust, now, instant: findInstant(evidence) };
  const signer = findSigner(evidence);
  const inside = signer?.unsignedValues.get(OID_ATTRIBUTE_TIMESTAMP_TOKEN) ?? [];
  const findings = signer ? await judgeTokens(inside, createCoveredBytes('signature', signer.signature), context) : [];
  const message = createCoveredBytes('message', evidence.bytes);
  const besides: TimestampFinding[] = [];
  for (const file of beside) besides.push(...(await judgeFile(file, message, evidence.bytes, context)));
  return [...findings, ...dropForeign(besides)];
};
