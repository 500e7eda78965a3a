// The one list that counts in a bundle, read; or why none does.
import type { BundleFile, BundleFiles } from './bundle-files';
import type { BundleRefusal } from './bundle-findings';
import { isManifestName, isTokenName, NAMES } from './layout';
import { MANIFEST_BYTES, type Manifest, parseManifest } from './parse-manifest';
import { readFile } from './read-file';

export type FoundManifest = { ok: true; manifest: Manifest; bytes: Uint8Array } | { ok: false; problem: BundleRefusal };

/** As the disks that fold most would compare them. */
const toKey = ({ name }: BundleFile): string => name.normalize('NFC').toLowerCase();

const findFile = ({ files }: BundleFiles): BundleFile | BundleRefusal => {
  const manifests = files.filter(({ name }) => isManifestName(name));
  if (manifests.length > 1) return 'several-manifests';
  if (files.filter(({ name }) => isTokenName(name)).length > 1) return 'several-tokens';
  if (new Set(files.map(toKey)).size !== files.length) return 'unsafe-name';
  const [manifest] = manifests;
  if (manifest?.name !== NAMES.manifest) return 'manifest-missing';
  return manifest.size > MANIFEST_BYTES ? 'manifest-too-large' : manifest;
};

/** Hostile bytes give a problem, never an exception. @throws what reading the disk throws */
export const findManifest = async (bundle: BundleFiles): Promise<FoundManifest> => {
  const file = findFile(bundle);
  if (typeof file === 'string') return { ok: false, problem: file };
  const bytes = await readFile(file);
  if (!bytes) return { ok: false, problem: 'manifest-unreadable' };
  const parsed = parseManifest(bytes);
  return parsed.ok ? { ...parsed, bytes } : parsed;
};
