// A finished bundle and a token over its manifest → the same bundle with the token as its last file; every other octet of it stays.
import { makeZip } from 'client-zip';
import { parseArchive } from '../intake/parse-archive';
import { isEncrypted, isSupported, readEntry } from '../intake/read-entry';
import type { ZipRecord } from '../intake/zip-record';
import { toLatin1 } from '../verify/bytes';
import type { TimestampRefusal } from '../verify/cms/parse-timestamp-refusal';
import { MalformedInput } from '../verify/errors';
import { type ResponseProblem, readTimestampResponse } from '../verify/timestamps/read-timestamp-response';
import type { BadTimestamp, GoodTimestamp } from '../verify/timestamps/timestamp-finding';
import type { TrustStore } from '../verify/trust/trust-store';
import type { BundleRefusal } from './bundle-findings';
import { ENTRY_TIME } from './create-bundle';
import { isManifestName, isTokenName, MIMETYPE, NAMES } from './layout';

export type ManifestProblem = BundleRefusal | 'already-stamped';

export type FoundManifest =
  | { ok: true /** What is to be stamped. */; manifest: Uint8Array<ArrayBuffer>; entries: readonly ZipRecord[] }
  | { ok: false; problem: ManifestProblem };

export type AddedTimestamp =
  | {
      ok: true;
      stream: ReadableStream<Uint8Array>;
      /** Bad only where its authority is not known here, which must be told. */
      finding: GoodTimestamp | BadTimestamp;
    }
  | { ok: false; problem: ManifestProblem | ResponseProblem; refusal: TimestampRefusal | null };

/** As many files as an archive may hold, each with three hundred octets about it. */
const MANIFEST_BYTES = 8 * 1024 * 1024;

const findLayoutProblem = ([first, ...rest]: readonly ZipRecord[]): ManifestProblem | undefined => {
  if (first?.name !== NAMES.mimetype) return rest.some(({ name }) => name === NAMES.mimetype) ? 'mimetype-not-first' : 'not-a-bundle';
  if (first.size !== MIMETYPE.length) return 'not-a-bundle';
  if (rest.some(({ name }) => isTokenName(name))) return 'already-stamped';
  const manifests = rest.filter(({ name }) => isManifestName(name));
  if (manifests.length > 1) return 'several-manifests';
  const [manifest] = manifests;
  if (manifest?.name !== NAMES.manifest) return 'manifest-missing';
  return manifest.size > MANIFEST_BYTES ? 'manifest-too-large' : undefined;
};

const findEntryProblem = (entries: readonly ZipRecord[]): ManifestProblem | undefined => {
  if (entries.some(isEncrypted)) return 'archive-encrypted';
  return entries.every(isSupported) ? undefined : 'archive-unsupported';
};

/** The manifest of a bundle without a token; what else the bundle is worth, checking it says. */
export const findManifest = async (container: Blob): Promise<FoundManifest> => {
  const archive = await parseArchive(container);
  if (!archive.ok) return archive;
  const { entries } = archive;
  const problem = findLayoutProblem(entries) ?? findEntryProblem(entries);
  const [mimetype] = entries;
  const record = entries.find(({ name }) => name === NAMES.manifest);
  if (problem || !mimetype || !record) return { ok: false, problem: problem ?? 'not-a-bundle' };
  try {
    if (toLatin1(await readEntry(container, mimetype)) !== MIMETYPE) return { ok: false, problem: 'not-a-bundle' };
    const manifest = await readEntry(container, record);
    // A token that the manifest does not name would belong to nothing.
    const namesToken = toLatin1(manifest).includes(`SigReference URI="${NAMES.token}"`);
    return namesToken ? { ok: true, manifest, entries } : { ok: false, problem: 'manifest-unreadable' };
  } catch (error) {
    if (error instanceof MalformedInput) return { ok: false, problem: 'archive-broken' };
    throw error;
  }
};

/** @throws MalformedInput where an entry is damaged */
async function* toEntries(container: Blob, entries: readonly ZipRecord[], token: Uint8Array) {
  const lastModified = new Date(...ENTRY_TIME);
  for (const entry of entries) yield { name: entry.name, input: await readEntry(container, entry), lastModified };
  yield { name: NAMES.token, input: token, lastModified };
}

/** The stream fails where an entry of the container is damaged.
 * @param file untrusted: an answer, a bare token, or the manifest with its token, wherever it was asked for
 * @param now milliseconds since 1970 UTC */
export const addTimestamp = async (container: Blob, file: Uint8Array, trust: TrustStore, now: number): Promise<AddedTimestamp> => {
  const found = await findManifest(container);
  if (!found.ok) return { ...found, refusal: null };
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', found.manifest));
  const response = await readTimestampResponse(file, { sha256, nonce: null, policy: null }, trust, now);
  if (!response.ok) return response;
  const { token, finding } = response;
  return { ok: true, stream: makeZip(toEntries(container, found.entries, token)), finding };
};
