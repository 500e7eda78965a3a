// The same certificates come with every message: each is parsed once per whole DER, never recognised by anything less.
import { isEqualBytes } from '../bytes';
import { LIMITS } from '../limits';
import type { Certificate } from './certificate';
import { parseCertificate } from './parse-certificate';

type Known = { der: Uint8Array; certificate: Promise<Certificate> };

/** Newest first. */
const known: Known[] = [];

const parseNew = (der: Uint8Array): Known => {
  const entry: Known = { der, certificate: parseCertificate(der) };
  // A failure is found anew each time.
  entry.certificate.catch(() => known.includes(entry) && known.splice(known.indexOf(entry), 1));
  return entry;
};

/** Whoever asks at the same time shares one promise.
 * @throws MalformedInput */
export const parseCertificateOnce = (der: Uint8Array): Promise<Certificate> => {
  if (der.length > LIMITS.knownCertificateBytes) return parseCertificate(der);
  const index = known.findIndex((entry) => isEqualBytes(entry.der, der));
  // A view would keep the whole message alive: only a copy is remembered.
  const entry = known[index] ?? parseNew(der.slice());
  if (index !== 0) {
    if (index > 0) known.splice(index, 1);
    known.unshift(entry);
    known.length = Math.min(known.length, LIMITS.knownCertificates);
  }
  return entry.certificate;
};
