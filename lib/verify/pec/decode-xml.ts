// The characters of an XML file: the declared encoding, out of a short list, and not one octet that does not fit it.
import { MalformedInput } from '../errors';

const ENCODINGS = ['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252'];

export type DecodedXml = { xml: string; encoding: string };

/** @throws MalformedInput for another encoding, TypeError for octets that are no text in it */
export const decodeXml = (bytes: Uint8Array): DecodedXml => {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declaration = /^[\s\xef\xbb\xbf]*<\?xml\s([^>]*)/.exec(head)?.[1] ?? '';
  const declared = /(?<!\S)encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']/.exec(declaration)?.[1];
  const encoding = (declared ?? 'utf-8').toLowerCase();
  if (!ENCODINGS.includes(encoding)) throw new MalformedInput('encoding');
  return { xml: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
};
