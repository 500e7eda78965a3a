// The authorities that the reader added on this page, from PEM files of their own; they last as long as the page is open.
import { MalformedInput } from '../verify/errors';
import { createTrustStore, parsePem, type TrustStore } from '../verify/trust/trust-store';
import type { AuthorityUse } from '../view';

export type Authority = { use: AuthorityUse; der: Uint8Array; name: string; fingerprint: string; validUntil: string };

/** A file of certificates has a few of them. */
const MAX_BYTES = 1_000_000;

export type ReadAuthorities = { ok: true; authorities: Authority[] } | { ok: false; problem: 'not-a-certificate' | 'not-an-authority' };

const parseFile = async (file: Blob): Promise<Uint8Array[]> => {
  if (file.size > MAX_BYTES) throw new MalformedInput('pem');
  return parsePem(await file.text());
};

/** All certificates of the file or none. */
export const readAuthorities = async (file: Blob, use: AuthorityUse): Promise<ReadAuthorities> => {
  let ders: Uint8Array[];
  try {
    ders = await parseFile(file);
  } catch {
    return { ok: false, problem: 'not-a-certificate' };
  }
  try {
    const { anchors } = await createTrustStore(ders);
    const certificates = anchors.filter(({ isAdded }) => isAdded).map(({ certificate }) => certificate);
    return {
      ok: true,
      authorities: certificates.map(({ subject, fingerprint, notAfter }, index) => ({
        use,
        der: ders[index] ?? new Uint8Array(),
        name: subject.text,
        fingerprint,
        validUntil: new Date(notAfter).toISOString(),
      })),
    };
  } catch {
    return { ok: false, problem: 'not-an-authority' };
  }
};

export const addAll = (known: readonly Authority[], added: readonly Authority[]): Authority[] => [
  ...known,
  ...added.filter((one) => !known.some(({ use, fingerprint }) => use === one.use && fingerprint === one.fingerprint)),
];

export const toTrust = (authorities: readonly Authority[]): Promise<TrustStore> => {
  const of = (use: AuthorityUse): Uint8Array[] => authorities.filter((one) => one.use === use).map(({ der }) => der);
  return createTrustStore(of('pec'), of('timestamp'));
};
