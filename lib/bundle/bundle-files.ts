// A bundle as its reader sees it, whether it is one container file or the folder that somebody unpacked it into. Types only.
import type { BundleRefusal } from './bundle-findings';

export type BundleFile = {
  /** Path inside of the bundle, with `/`. */
  name: string;
  /** In octets, as the directory says. */
  size: number;
  /** @throws MalformedInput where it cannot be read whole */
  read(): Promise<Uint8Array>;
};

export type BundleFiles = {
  /** `folder`: without the order and the packing that a container has. */
  form: 'container' | 'folder';
  files: readonly BundleFile[];
};

export type OpenedBundle = { ok: true; bundle: BundleFiles } | { ok: false; problem: BundleRefusal };
