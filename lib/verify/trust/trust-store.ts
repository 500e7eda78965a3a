// Who may sign, as data: built-in PEC authorities and what the user or an administrator added.
import { parseBase64 } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { parseCertificate } from '../cms/parse-certificate';
import { MalformedInput } from '../errors';
import { ACTALIS_ROOT, TRUST_DATE } from './built-in';

export type Anchor = { certificate: Certificate; isAdded: boolean };

export type TrustStore = {
  /** `YYYY-MM-DD` of the built-in data. */
  date: string;
  anchors: readonly Anchor[];
};

/** The certificates in a PEM text, as DER.
 * @throws MalformedInput when there is none or one cannot be read */
export const parsePem = (pem: string): Uint8Array[] => {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0) throw new MalformedInput('pem');
  return blocks.map(([, body = '']) => parseBase64(body));
};

/** @param added DER of authorities that the user added: a PEC authority, or a root below which authorities carry the PEC policy
 * @throws MalformedInput when an added certificate cannot be read or is no authority */
export const createTrustStore = async (added: readonly Uint8Array[] = []): Promise<TrustStore> => {
  const [actalis] = parsePem(ACTALIS_ROOT);
  if (!actalis) throw new MalformedInput('built-in');
  const anchors: Anchor[] = [{ certificate: await parseCertificate(actalis), isAdded: false }];
  for (const der of added) {
    const certificate = await parseCertificate(der);
    if (!certificate.basicConstraints?.isAuthority) throw new MalformedInput('not-an-authority');
    anchors.push({ certificate, isAdded: true });
  }
  return { date: TRUST_DATE, anchors };
};
