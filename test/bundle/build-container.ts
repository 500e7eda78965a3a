// A small container as a bundle is packed, for tests of what is added to it later.
import { createHash } from 'node:crypto';
import { makeZip } from 'client-zip';
import { MIMETYPE, NAMES } from '../../lib/bundle/layout';

export const readStream = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer());

export type Files = Record<string, string | Uint8Array>;

const digestOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64');

export const manifestOf = (files: Files, token: string = NAMES.token): string => `<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <asic:SigReference URI="${token}" MimeType="application/vnd.etsi.timestamp-token"/>
${Object.entries(files)
  .map(
    ([name, content]) => `  <asic:DataObjectReference URI="${name}">
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
    <ds:DigestValue>${digestOf(content)}</ds:DigestValue>
  </asic:DataObjectReference>
`,
  )
  .join('')}</asic:ASiCManifest>
`;

/** In this order, with the date that every bundle has. */
export const packFiles = async (files: Files): Promise<Blob> => {
  const entries = Object.entries(files).map(([name, input]) => ({ name, input, lastModified: new Date(1980, 0, 1, 12) }));
  return new Blob([(await readStream(makeZip(entries))) as BlobPart]);
};

export const EML = {
  '01-accettazione.eml': 'Subject: x\r\n\r\nciao\r\n',
  'cartella/02-avvenuta-consegna.eml': 'Subject: y\r\n\r\nciao\r\n',
};
export const MANIFEST: Uint8Array = new TextEncoder().encode(manifestOf(EML));

export const buildContainer = (more: Files = {}): Promise<Blob> =>
  packFiles({ [NAMES.mimetype]: MIMETYPE, ...EML, [NAMES.manifest]: MANIFEST, ...more });
