// The tables of attacks and of genuine messages once more, from messages that were kept: what each must get is what its table says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { NOW } from '../verify/bench';
import { FOLDER, type KeptMessage, TABLE } from './kept-table';

const table = JSON.parse(readFileSync(TABLE, 'utf8')) as KeptMessage[];

const read = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, name)));

const stores = new Map<string, Promise<TrustStore>>();

const toStore = (authorities: readonly string[]): Promise<TrustStore> => {
  const key = authorities.join(' ');
  const known = stores.get(key) ?? createTrustStore(authorities.map(read));
  stores.set(key, known);
  return known;
};

/** What a message got, in the form of what it must get. */
const judge = async ({ name, message, authorities, code }: KeptMessage) => {
  const report = await verifyMessage(read(message), { trust: await toStore(authorities), now: NOW });
  const codes = report.checks.flatMap((result) => (result.status === 'passed' ? result.notes : [result.reason]));
  const isSilent = report.verdict !== 'failed' || report.certified === null;
  return { name, verdict: report.verdict, code: code !== null && codes.includes(code) ? code : null, kind: report.kind, isSilent };
};

it.each(table.map((row) => [row.name, row] as const))('%s', async (_, row) => {
  const { name, verdict, code, kind } = row;
  expect(await judge(row)).toEqual({ name, verdict, code, kind: kind ?? expect.any(String), isSilent: true });
});
