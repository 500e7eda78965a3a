// What somebody can do to a finished bundle, for the tests of its reader.
import { makeZip } from 'client-zip';
import { NAMES } from '../../lib/bundle/layout';
import { toSha256Hex } from '../../lib/verify/bytes';

export const MANIFEST = NAMES.manifest;
export const TOKEN = NAMES.token;

export type Change = (files: Map<string, Buffer>) => void | Promise<void>;

export const copyOf = (files: ReadonlyMap<string, Uint8Array>): Map<string, Buffer> =>
  new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes)]));

/** The bundle with other files, packed again as anybody could. */
export const repack = async (entries: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array<ArrayBuffer>> => {
  const list = Array.from(entries, ([name, input]) => ({ name, input, lastModified: new Date(1980, 0, 1, 12) }));
  return new Uint8Array(await new Response(makeZip(list)).arrayBuffer());
};

export const flip = (bytes: Buffer | undefined, at: number): void => {
  if (bytes) bytes[at] = (bytes[at] ?? 0) ^ 1;
};

export const replaceIn = (name: string, from: string | RegExp, to: string) => (copy: Map<string, Buffer>) =>
  void copy.set(name, Buffer.from((copy.get(name) ?? '').toString().replace(from, to)));

/** What an attacker does who wants the lists to agree with what was changed. */
export const relist = async (copy: Map<string, Buffer>, name: string, before: Uint8Array): Promise<void> => {
  const [old, now] = [await toSha256Hex(before), await toSha256Hex(copy.get(name) ?? Buffer.alloc(0))];
  const toBase64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  const sums = Buffer.from((copy.get('SHA256SUMS') ?? '').toString().replace(old, now));
  const [oldSums, newSums] = [await toSha256Hex(copy.get('SHA256SUMS') ?? Buffer.alloc(0)), await toSha256Hex(sums)];
  copy.set('SHA256SUMS', sums);
  const manifest = (copy.get(MANIFEST) ?? '')
    .toString()
    .replace(toBase64(old), toBase64(now))
    .replace(toBase64(oldSums), toBase64(newSums));
  copy.set(MANIFEST, Buffer.from(manifest));
};

/** A file that the lists name as if it had always been there. */
export const enlist = async (copy: Map<string, Buffer>, name: string, bytes: Buffer): Promise<void> => {
  copy.set(name, bytes);
  const sha256 = await toSha256Hex(bytes);
  const before = Buffer.from(copy.get('SHA256SUMS') ?? '');
  copy.set('SHA256SUMS', Buffer.concat([before, Buffer.from(`${sha256}  ${name}\n`)]));
  await relist(copy, 'SHA256SUMS', before);
  const digest = Buffer.from(sha256, 'hex').toString('base64');
  const reference = `<asic:DataObjectReference URI="${name}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>${digest}</ds:DigestValue></asic:DataObjectReference>`;
  replaceIn(MANIFEST, '</asic:ASiCManifest>', `${reference}</asic:ASiCManifest>`)(copy);
};
