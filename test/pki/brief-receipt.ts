// Turns an original into its brief form: every named part replaced by the hash of its content (RFC 6109 section 3.3.2.2).
import { createHash } from 'node:crypto';
import { CRLF, toBytes, toOctets } from './mime-text';
import { isField, splitHeader } from './original-message';

const unfolded = (fields: readonly string[], name: string): string =>
  (fields.find((field) => isField(field, name)) ?? '').replace(/\r\n[ \t]+/g, ' ').replace(/^[^:]*:\s*|\r\n$/g, '');

const parameter = (value: string, name: string): string | undefined => {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
};

/** Writes the name with `.hash` behind it as a parameter; an RFC 2231 name keeps its percent signs. */
type PartName = (parameterName: 'name' | 'filename') => string;

const nameOf = (fields: readonly string[]): PartName | undefined => {
  const disposition = unfolded(fields, 'Content-Disposition');
  const type = unfolded(fields, 'Content-Type');
  const extended = parameter(disposition, 'filename\\*') ?? parameter(type, 'name\\*');
  if (extended !== undefined) return (parameterName) => `${parameterName}*=${extended}.hash`;
  const plain = parameter(disposition, 'filename') ?? parameter(type, 'name');
  return plain === undefined ? undefined : (parameterName) => `${parameterName}="${plain}.hash"`;
};

/** Which octets of a part are hashed, no provider's choice being known: its encoded body without (a) and with (b) the last line end,
 * with line feeds only (c), its decoded content (d), the part with its header fields (e). */
export type HashedRange = 'a' | 'b' | 'c' | 'd' | 'e';

export type BriefOptions = { range?: HashedRange; algorithm?: 'sha1' | 'sha256'; upperCase?: boolean };

const decoded = (fields: readonly string[], body: string): Buffer | string => {
  const encoding = unfolded(fields, 'Content-Transfer-Encoding').trim().toLowerCase();
  if (encoding !== '' && !['7bit', '8bit', 'binary', 'base64'].includes(encoding)) throw new Error(`not decoded here: ${encoding}`);
  return encoding === 'base64' ? Buffer.from(body, 'base64') : body;
};

const hashedOctets = (fields: readonly string[], body: string, range: HashedRange): Buffer | string => {
  if (range === 'b') return body + CRLF;
  if (range === 'c') return body.replaceAll(CRLF, '\n');
  if (range === 'd') return decoded(fields, body);
  return range === 'e' ? `${fields.join('')}${CRLF}${body}` : body;
};

const hashOf = (fields: readonly string[], body: string, { range = 'a', algorithm = 'sha1', upperCase = false }: BriefOptions): string => {
  const octets = hashedOctets(fields, body.replace(/(?:\r\n)+$/, ''), range);
  const hash = createHash(algorithm)
    .update(typeof octets === 'string' ? toBytes(octets) : octets)
    .digest('hex');
  return upperCase ? hash.toUpperCase() : hash;
};

const hashPart = (fields: readonly string[], name: PartName, body: string, options: BriefOptions): string => {
  const kept = fields.filter((field) => !isField(field, 'Content-Type', 'Content-Disposition', 'Content-Transfer-Encoding'));
  return [
    `${kept.join('')}Content-Type: text/plain; charset=us-ascii; ${name('name')}`,
    `Content-Disposition: attachment; ${name('filename')}`,
    'Content-Transfer-Encoding: 7bit',
    '',
    hashOf(fields, body, options),
    '',
  ].join(CRLF);
};

const toBriefMultipart = (body: string, boundary: string, edit: (part: string, index: number) => string): string => {
  const delimiter = `--${boundary}`;
  const escaped = delimiter.replace(/[^\w-]/g, '\\$&');
  const pieces = `${CRLF}${body}`.split(new RegExp(`\\r\\n${escaped}(?=--|[ \\t]*\\r\\n)`));
  const edited = pieces.map((piece, index) => {
    if (index === 0 || piece.startsWith('--')) return piece;
    const lineEnd = piece.indexOf(CRLF) + 2;
    return piece.slice(0, lineEnd) + edit(piece.slice(lineEnd), index);
  });
  return edited.join(`${CRLF}${delimiter}`).slice(2);
};

const toBriefPart = (octets: string, options: BriefOptions): string => {
  const { fields, body } = splitHeader(octets);
  const type = unfolded(fields, 'Content-Type').toLowerCase();
  const boundary = parameter(unfolded(fields, 'Content-Type'), 'boundary');
  const name = nameOf(fields);
  if (/^application\/(x-)?pkcs7-mime/.test(type)) return octets;
  if (type.startsWith('multipart/') && boundary !== undefined) {
    // The user's own S/MIME signature stays, though it no longer fits what it signed.
    const keepsLast = type.startsWith('multipart/signed');
    return `${fields.join('')}${CRLF}${toBriefMultipart(body, boundary, (part, index) => (keepsLast && index === 2 ? part : toBriefPart(part, options)))}`;
  }
  return name === undefined ? octets : hashPart(fields, name, body, options);
};

export const toBriefOriginal = (original: Uint8Array, options: BriefOptions = {}): Uint8Array =>
  toBytes(toBriefPart(toOctets(original), options));
