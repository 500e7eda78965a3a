// What lies in a bundle and under which name: an ASiC-E container (ETSI EN 319 162-1) that ordinary tools can open and check.

export const MIMETYPE = 'application/vnd.etsi.asic-e+zip';
/** The ending that ETSI EN 319 162-1 section 4.4.1 gives such containers. */
export const EXTENSION = '.asice';

export const NAMES = {
  /** First, and stored: it tells programs what the file is. */
  mimetype: 'mimetype',
  /** Lists every other file outside of META-INF with its SHA-256; it is what a time-stamp covers. */
  manifest: 'META-INF/ASiCManifest001.xml',
  /** RFC 3161 token over the octets of the manifest; the manifest names it whether it is there or still to come. */
  token: 'META-INF/timestamp001.tst',
  authorities: 'certificati/autorita.pem',
  timestampAuthorities: 'certificati/autorita-marche.pem',
  signers: 'certificati/firmatari.pem',
  reportPage: 'rapporto.html',
  reportData: 'rapporto.json',
  reportSchema: 'rapporto.schema.json',
  /** Who, when and in which files, a row for each recipient. */
  filing: 'destinatari.csv',
  readme: 'LEGGIMI.txt',
  checkPage: 'verifica.html',
  sums: 'SHA256SUMS',
} as const;

/** Certificate revocation lists and OCSP answers that the judgement used. */
export const REVOCATION_FOLDER = 'revoche/';
/** Seals over the whole archive, each with the way from a proof in here to the sealed root. */
export const SEAL_FOLDER = 'sigilli/';

const FOLDER = 'META-INF/';

/** A file of META-INF itself, in lower case and without the folder; '' for any other. */
const toMetaName = (name: string): string => {
  const isInside = name.toUpperCase().startsWith(FOLDER) && !name.includes('/', FOLDER.length);
  return isInside ? name.slice(FOLDER.length).toLowerCase() : '';
};

/** In META-INF, where a container may say things about itself (ETSI EN 319 162-1 section 4.4.3.2). */
export const isManifestName = (name: string): boolean => /^asic(?:archive)?manifest[^/]*\.xml$/.test(toMetaName(name));
export const isTokenName = (name: string): boolean => toMetaName(name).includes('timestamp') && toMetaName(name).endsWith('.tst');

/** The kind of each file, as the manifest tells it. */
export const toMimeType = (name: string): string => {
  const [, ending = ''] = /\.([a-z0-9]+)$/.exec(name) ?? [];
  return MIME_TYPES[ending] ?? 'application/octet-stream';
};

const MIME_TYPES: Readonly<Record<string, string>> = {
  eml: 'message/rfc822',
  pem: 'application/x-pem-file',
  crl: 'application/pkix-crl',
  ocsp: 'application/ocsp-response',
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  txt: 'text/plain',
  tst: 'application/vnd.etsi.timestamp-token',
  tsr: 'application/timestamp-reply',
  p7m: 'application/pkcs7-mime',
  p7s: 'application/pkcs7-signature',
};
