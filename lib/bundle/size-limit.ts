// How much fits into one bundle: no more than its readers take.
import { ARCHIVE_ENTRIES, CONTAINER_BYTES } from '../intake/parse-archive';
import type { BundleContent, BundleEntry } from './bundle-source';
import { BundleTooLarge } from './bundle-too-large';
import { FILE_BYTES } from './open-bundle';

/** What comes last: the type, the manifest, the token that may come later. */
const OWN_FILES = 3;
/** Headers of a file in the container, and its line in the manifest with two names. */
const ABOUT_FILE = 600;

/** Files that there will be at least. */
const countFiles = ({ pack, paths, messages }: BundleContent): number => {
  const beside = messages.map(({ sent }) => (sent ? 1 : 0) + (pack === 'archive' ? 1 : 0));
  return paths.size + OWN_FILES + beside.reduce((sum: number, count) => sum + count, 0);
};

export type SizeLimit = { /** @throws BundleTooLarge */ take(file: BundleEntry): void };

/** Before anything is read, as far as that can be known; and as each file comes.
 * @throws BundleTooLarge */
export const createSizeLimit = (content: BundleContent): SizeLimit => {
  let [files, octets] = [OWN_FILES, 0];
  if (countFiles(content) > ARCHIVE_ENTRIES) throw new BundleTooLarge('files');
  return {
    take({ bytes }) {
      files += 1;
      octets += bytes.length + ABOUT_FILE;
      if (files > ARCHIVE_ENTRIES || octets > CONTAINER_BYTES || bytes.length > FILE_BYTES) throw new BundleTooLarge('files or octets');
    },
  };
};
