// Rows of a table that build the same message for whoever trusts the same: all but one of them would test nothing.
import { createHash } from 'node:crypto';
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import { trust } from './bench';

type Row = { name: string; build(): Promise<{ bytes: Uint8Array; trust?: TrustStore }> };

/** Their names, group by group. */
export const findTwins = async (rows: readonly Row[]): Promise<string[][]> => {
  const rowsOf = new Map<string, string[]>();
  for (const { name, build } of rows) {
    const { bytes, trust: store = trust } = await build();
    const key = `${createHash('sha256').update(bytes).digest('hex')} ${store.anchors.map(({ certificate }) => certificate.fingerprint)}`;
    rowsOf.set(key, [...(rowsOf.get(key) ?? []), name]);
  }
  return [...rowsOf.values()].filter(({ length }) => length > 1);
};
