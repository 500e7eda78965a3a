// The ASiCManifest (ETSI EN 319 162-1 section A.4): every file with its SHA-256, and where the time-stamp over this list belongs.
import { NAMES, toMimeType } from './layout';

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** Names in a bundle are lower-case ASCII, digits and `@._-/`: nothing to escape in XML or in a URI. */
const toReference = ({ name, digest }: ListedFile): string => `  <asic:DataObjectReference URI="${name}" MimeType="${toMimeType(name)}">
    <ds:DigestMethod Algorithm="${SHA256}"/>
    <ds:DigestValue>${digest}</ds:DigestValue>
  </asic:DataObjectReference>
`;

export type ListedFile = { name: string /** SHA-256, base64. */; digest: string };

/** The token is named whether it is there or still to come: with it nothing else in the bundle changes. */
export const toManifest = (files: readonly ListedFile[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <asic:SigReference URI="${NAMES.token}" MimeType="${toMimeType(NAMES.token)}"/>
${files.map(toReference).join('')}</asic:ASiCManifest>
`;
