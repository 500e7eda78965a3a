// Who may sign, as data: built-in PEC authorities and what the user or an administrator added.
import { parseBase64 } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { parseCertificate } from '../cms/parse-certificate';
import { MalformedInput } from '../errors';
import { ACTALIS_ROOT, TRUST_DATE } from './built-in';

/** `isManaged`: added, by the administration of the machine and not by the user. */
export type Anchor = { certificate: Certificate; isAdded: boolean; isManaged?: boolean };

/** DER of authorities: for PEC (a PEC authority, or a root below which authorities carry the PEC policy), and for time-stamps only. */
export type AddedAuthorities = { pec: readonly Uint8Array[]; timestamps: readonly Uint8Array[] };

export type TrustStore = {
  /** `YYYY-MM-DD` of the built-in data. */
  date: string;
  anchors: readonly Anchor[];
  /** Who may vouch for time-stamp authorities: what was added for that, and every anchor above. */
  timestampAnchors: readonly Anchor[];
};

const PEM_BEGIN = '-----BEGIN CERTIFICATE-----';
const PEM_END = '-----END CERTIFICATE-----';

/** The certificates in a PEM text, as DER.
 * @throws MalformedInput when there is none or one cannot be read */
export const parsePem = (pem: string): Uint8Array[] => {
  // By search and not by one expression, whose time would grow with the square of a hostile text.
  const bodies = pem
    .split(PEM_BEGIN)
    .slice(1)
    .flatMap((text) => (text.includes(PEM_END) ? [text.slice(0, text.indexOf(PEM_END))] : []));
  if (bodies.length === 0) throw new MalformedInput('pem');
  return bodies.map(parseBase64);
};

const parseAnchors = (added: readonly Uint8Array[], isManaged = false): Promise<Anchor[]> =>
  Promise.all(
    added.map(async (der) => {
      const certificate = await parseCertificate(der);
      if (!certificate.basicConstraints?.isAuthority) throw new MalformedInput('not-an-authority');
      return { certificate, isAdded: true, ...(isManaged ? { isManaged } : {}) };
    }),
  );

/** The same authority from both hands is the administration's: the user cannot take it away. */
const dropDoubles = (anchors: readonly Anchor[]): Anchor[] =>
  anchors.filter(
    ({ certificate }, index) => anchors.findIndex((other) => other.certificate.fingerprint === certificate.fingerprint) === index,
  );

/** @param added DER of authorities that the user added: a PEC authority, or a root below which authorities carry the PEC policy
 * @param addedForTimestamps DER of authorities for time-stamps only: they vouch for no PEC provider
 * @param managed those of the administration
 * @throws MalformedInput when an added certificate cannot be read or is no authority */
export const createTrustStore = async (
  added: readonly Uint8Array[] = [],
  addedForTimestamps: readonly Uint8Array[] = [],
  managed: AddedAuthorities = { pec: [], timestamps: [] },
): Promise<TrustStore> => {
  const [actalis] = parsePem(ACTALIS_ROOT);
  if (!actalis) throw new MalformedInput('built-in');
  const anchors = [
    { certificate: await parseCertificate(actalis), isAdded: false },
    ...dropDoubles([...(await parseAnchors(managed.pec, true)), ...(await parseAnchors(added))]),
  ];
  const forTimestamps = dropDoubles([...(await parseAnchors(managed.timestamps, true)), ...(await parseAnchors(addedForTimestamps))]);
  return { date: TRUST_DATE, anchors, timestampAnchors: [...anchors, ...forTimestamps] };
};
