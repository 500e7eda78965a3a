// A finished bundle and a token over its manifest → the same bundle with the token as its last file; every other octet of it stays.

import { makeZip } from 'client-zip';
import type { Slices } from '../intake/slices';
import type { TimestampRefusal } from '../verify/cms/parse-timestamp-refusal';
import { type ResponseProblem, readTimestampResponse } from '../verify/timestamps/read-timestamp-response';
import type { BadTimestamp, GoodTimestamp } from '../verify/timestamps/timestamp-finding';
import type { TrustStore } from '../verify/trust/trust-store';
import type { BundleFile } from './bundle-files';
import type { BundleRefusal } from './bundle-findings';
import { ENTRY_TIME } from './create-bundle';
import { findManifest } from './find-manifest';
import { isTokenName, NAMES } from './layout';
import { openContainer } from './open-bundle';

export type ManifestProblem = BundleRefusal | 'already-stamped';

export type Unstamped =
  | { ok: true /** What is to be stamped. */; manifest: Uint8Array<ArrayBuffer>; files: readonly BundleFile[] }
  | { ok: false; problem: ManifestProblem };

export type AddedTimestamp =
  | {
      ok: true;
      stream: ReadableStream<Uint8Array>;
      /** Bad only where its authority is not known here, which must be told. */
      finding: GoodTimestamp | BadTimestamp;
    }
  | { ok: false; problem: ManifestProblem | ResponseProblem; refusal: TimestampRefusal | null };

/** A bundle that whoever checks it would read, and that has no token yet; what else it is worth, checking it says. */
export const openUnstamped = async (container: Slices): Promise<Unstamped> => {
  const opened = await openContainer(container);
  if (!opened.ok) return opened;
  const { files } = opened.bundle;
  if (files.some(({ name }) => isTokenName(name))) return { ok: false, problem: 'already-stamped' };
  const found = await findManifest(opened.bundle);
  if (!found.ok) return found;
  // A token that the manifest does not name would belong to nothing.
  if (found.manifest.token !== NAMES.token) return { ok: false, problem: 'manifest-unreadable' };
  return { ok: true, manifest: new Uint8Array(found.bytes), files };
};

/** @throws MalformedInput where an entry is damaged */
async function* toEntries(files: readonly BundleFile[], token: Uint8Array) {
  const lastModified = new Date(...ENTRY_TIME);
  for (const file of files) yield { name: file.name, input: await file.read(), lastModified };
  yield { name: NAMES.token, input: token, lastModified };
}

/** The stream fails where an entry of the container is damaged.
 * @param file untrusted: an answer, a bare token, or the manifest with its token, wherever it was asked for
 * @param now milliseconds since 1970 UTC */
export const addTimestamp = async (container: Slices, file: Uint8Array, trust: TrustStore, now: number): Promise<AddedTimestamp> => {
  const found = await openUnstamped(container);
  if (!found.ok) return { ...found, refusal: null };
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', found.manifest));
  const response = await readTimestampResponse(file, { sha256, nonce: null, policy: null }, trust, now);
  if (!response.ok) return response;
  const { token, finding } = response;
  return { ok: true, stream: makeZip(toEntries(found.files, token)), finding };
};
