// The path from a signer to an authority that may vouch for PEC providers.
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { OID_PEC_AUTHORITY_POLICY } from '../cms/oids';
import { verifyCertificateSignature } from '../cms/verify-certificate-signature';
import { findPath } from '../path/find-path';
import type { PathProblem } from '../path/path-problem';
import { PINNED_AUTHORITIES, type PinnedAuthority } from './built-in';
import type { TrustStore } from './trust-store';

export type ProviderPath =
  | { ok: true; path: Certificate[]; authority: Certificate; isAdded: boolean; isManaged?: boolean; isHistoric: boolean }
  | { ok: false; problem: PathProblem };

const findPin = (certificate: Certificate | undefined, isHistoric: boolean): PinnedAuthority | undefined =>
  PINNED_AUTHORITIES.find((pin) => pin.spkiFingerprint === certificate?.spkiFingerprint && pin.isHistoric === isHistoric);

/** Built-in root: the signer's issuer holds a pinned key. Added authority: it issued the signer itself, or every authority between carries the PEC policy. */
const leadsToPecAuthority = (path: readonly Certificate[], trust: TrustStore): boolean => {
  const anchor = trust.anchors.find(({ certificate }) => certificate.fingerprint === path.at(-1)?.fingerprint);
  const between = path.slice(1, -1);
  if (!anchor) return false;
  if (anchor.isAdded) return between.every(({ policies }) => policies?.includes(OID_PEC_AUTHORITY_POLICY) === true);
  return findPin(path[1], false) !== undefined;
};

/** DigitPA CA1 is known by its key alone: its root is in no store any more, and it constrains no names. */
const findHistoricPath = async (
  signer: Certificate,
  intermediates: readonly Certificate[],
  instant: number,
): Promise<ProviderPath | undefined> => {
  for (const authority of intermediates) {
    if (!findPin(authority, true) || !isEqualName(signer.issuer, authority.subject)) continue;
    if ((await verifyCertificateSignature(signer, authority)) !== 'good') continue;
    if (![signer, authority].every(({ notBefore, notAfter }) => instant >= notBefore && instant <= notAfter)) {
      return { ok: false, problem: 'outside-validity' };
    }
    return { ok: true, path: [signer, authority], authority, isAdded: false, isHistoric: true };
  }
  return undefined;
};

/** @param instant milliseconds since 1970 UTC for which validity is judged */
export const findProviderPath = async (
  signer: Certificate,
  intermediates: readonly Certificate[],
  trust: TrustStore,
  instant: number,
): Promise<ProviderPath> => {
  const historic = await findHistoricPath(signer, intermediates, instant);
  if (historic) return historic;
  const anchors = trust.anchors.map(({ certificate }) => certificate);
  const result = await findPath({
    leaf: signer,
    intermediates,
    anchors,
    instant,
    purpose: 'email',
    accepts: (path) => leadsToPecAuthority(path, trust),
  });
  if (!result.ok) return result;
  const { isAdded = false, isManaged } =
    trust.anchors.find(({ certificate, isAdded: added }) => added && certificate === result.path.at(-1)) ?? {};
  const by = { isAdded, ...(isManaged ? { isManaged } : {}) };
  return { ok: true, path: result.path, authority: result.path[1] ?? signer, ...by, isHistoric: false };
};
