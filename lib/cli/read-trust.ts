// Built-in trust plus the authorities in the PEM files that were named.
import { readFile } from 'node:fs/promises';
import { createTrustStore, parsePem, type TrustStore } from '../verify/trust/trust-store';

export type ReadTrust = { ok: true; trust: TrustStore } | { ok: false; path: string };

const readAuthorities = async (path: string): Promise<Uint8Array[] | undefined> => {
  try {
    const authorities = parsePem(await readFile(path, 'latin1'));
    await createTrustStore(authorities);
    return authorities;
  } catch {
    return undefined;
  }
};

const readAll = async (paths: readonly string[]): Promise<{ ok: true; added: Uint8Array[] } | { ok: false; path: string }> => {
  const added: Uint8Array[] = [];
  for (const path of paths) {
    const authorities = await readAuthorities(path);
    if (!authorities) return { ok: false, path };
    added.push(...authorities);
  }
  return { ok: true, added };
};

/** @param tsaPaths authorities that vouch for time-stamps only */
export const readTrust = async (paths: readonly string[], tsaPaths: readonly string[] = []): Promise<ReadTrust> => {
  const providers = await readAll(paths);
  if (!providers.ok) return providers;
  const timestamps = await readAll(tsaPaths);
  return timestamps.ok ? { ok: true, trust: await createTrustStore(providers.added, timestamps.added) } : timestamps;
};
