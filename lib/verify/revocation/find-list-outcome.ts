// What a revocation list says of one certificate, if it may speak of it at all (RFC 5280 section 6.3.3).
import { isEqualBytes, parseHex } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import type { RevocationList } from '../cms/parse-crl';
import { parseIssuance } from '../cms/parse-issuance';
import { findRevokedEntries, type RevokedEntry } from '../cms/parse-revoked-entry';
import { MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { createOnce } from '../once';
import type { Outcome, SourceProblem } from './statement';
import { verifySource } from './verify-source';

const findProblem = (list: RevocationList, certificate: Certificate, issuer: Certificate): SourceProblem | null => {
  // A name is not enough: authorities of one name may have several keys, and the signature is tried with this one alone.
  if (!isEqualName(list.issuer, certificate.issuer)) return 'other-certificates';
  if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) return 'not-entitled';
  if (list.hasUnknownCriticalExtension) return 'critical-extension';
  if (list.isDelta) return 'delta-list';
  if (list.scope.isIndirect) return 'indirect-list';
  if (list.thisUpdate > list.nextUpdate) return 'impossible-dates';
  const isAuthority = certificate.basicConstraints?.isAuthority === true;
  return (isAuthority ? list.scope.authorities : list.scope.users) ? null : 'other-scope';
};

/** An authority may cut its list in pieces by place: silence of another piece than the certificate's own says nothing. */
const isOwnPiece = ({ scope }: RevocationList, certificate: Certificate): boolean => {
  if (scope.points === null) return true;
  const named = parseIssuance(certificate).distributionPoints;
  return scope.points.some((point) => named.some((name) => isEqualBytes(name, point)));
};

const toSource = ({ issuer, thisUpdate, nextUpdate }: RevocationList) =>
  ({ kind: 'crl', issuer: issuer.text, thisUpdate, nextUpdate }) as const;

/** A list with something critical in any entry is not to be used for any certificate (RFC 5280 section 5.3). */
const findEntries = (list: RevocationList, serial: Uint8Array): RevokedEntry[] | SourceProblem => {
  try {
    return findRevokedEntries(list.entries, serial);
  } catch (error) {
    if (!(error instanceof MalformedInput)) return 'too-large';
    return error.message === 'critical-extension' ? 'critical-extension' : 'unreadable';
  }
};

const judgeList = async (list: RevocationList, certificate: Certificate, issuer: Certificate): Promise<Outcome> => {
  const problem = findProblem(list, certificate, issuer) ?? (list.hasAgreeingAlgorithms ? null : 'forbidden-algorithm');
  const unbelieved = problem ?? (await verifySource(list, issuer));
  if (unbelieved) return { problem: unbelieved };
  const entries = findEntries(list, parseHex(certificate.serial));
  if (typeof entries === 'string') return { problem: entries };
  const isWhole = !list.scope.hasSomeReasonsOnly && isOwnPiece(list, certificate);
  const frame = { source: toSource(list), isWhole, keepsExpiredSince: list.keepsExpiredSince };
  if (entries.length === 0) return { statements: [{ ...frame, answer: { type: 'silent' } }] };
  return { statements: entries.map((entry) => ({ ...frame, answer: { type: 'revoked', ...entry } })) };
};

/** What the engine could not do once, it may be able to do later. */
const isFinal = (outcome: Outcome): boolean => !('problem' in outcome && outcome.problem === 'unknown-algorithm');

/** A large list is not digested and walked anew for every message of the same provider. */
const known = new WeakMap<RevocationList, ReturnType<typeof createOnce<Outcome>>>();

/** @param issuer the certificate above `certificate` in the path: its key and no other */
export const findListOutcome = (list: RevocationList, certificate: Certificate, issuer: Certificate): Promise<Outcome> => {
  const once = known.get(list) ?? createOnce<Outcome>(LIMITS.knownCertificates, isFinal);
  known.set(list, once);
  return once(`${certificate.fingerprint} ${issuer.fingerprint}`, () => judgeList(list, certificate, issuer));
};
