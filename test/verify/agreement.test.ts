// A second opinion on every message of the tables: never green where openssl refuses, and a word wherever we refuse what it accepts.
import { describe, expect, it } from 'vitest';
import { findEnclosedBytes } from '../../lib/verify/enclosed';
import type { Report } from '../../lib/verify/report';
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import { ATTACKS } from '../attacks/all-attacks';
import { type Attack, runAttack } from '../attacks/attack';
import { toPem } from '../pki/certificate';
import { verifyWithOpenssl } from '../pki/openssl';
import { GENUINE_MESSAGES } from './genuine-messages';

/** Where a message gives no time of its own. */
const SIGNED_AT = '2026-09-19T13:41:19Z';
const AT_ONCE = 3;

type Row = Pick<Attack, 'name' | 'build' | 'stricter' | 'alone'>;

const TABLES: readonly (readonly [string, readonly Row[]])[] = [
  ['genuine messages', GENUINE_MESSAGES],
  ...ATTACKS.map(([name, attacks]) => [`attacks on the ${name}`, attacks] as const),
];

/** Removes what stands before the first header: openssl expects a message, not a file of one. */
const withoutLead = (bytes: Uint8Array): Uint8Array => {
  const lead =
    /^(?:\xef\xbb\xbf)?[\r\n]*(?:From [^:\r\n]+ [^\r\n]*\r?\n)?/.exec(Buffer.from(bytes.subarray(0, 1000)).toString('latin1'))?.[0] ?? '';
  return bytes.subarray(lead.length);
};

const askOpenssl = async (bytes: Uint8Array, report: Report, { anchors }: TrustStore): Promise<boolean> => {
  const roots = anchors.map(({ certificate }) => toPem(certificate.der)).join('');
  const { valid } = await verifyWithOpenssl(withoutLead(bytes), roots, new Date(report.judgedAt || SIGNED_AT));
  return valid;
};

/** Reports of this message and of all that it encloses that say "verified", each with its bytes. */
const findGreens = async (bytes: Uint8Array, report: Report): Promise<{ bytes: Uint8Array; report: Report }[]> => {
  const inner = await Promise.all(
    report.enclosed.map(async (enclosed) => {
      const found = await findEnclosedBytes(bytes, enclosed.sha256);
      if (!found) throw new Error('an enclosed message without its bytes');
      return findGreens(found, enclosed);
    }),
  );
  return [...(report.verdict === 'verified' ? [{ bytes, report }] : []), ...inner.flat()];
};

const findDisagreement = async (row: Row): Promise<string[]> => {
  const { bytes, report, trust } = await runAttack(row);
  if (row.alone && (await askOpenssl(bytes, report, trust))) return [`${row.name}: openssl needs no help`];
  const isGreen = report.verdict === 'verified';
  const refused: string[] = [];
  for (const green of await findGreens(row.alone ? (await row.alone()).bytes : bytes, report)) {
    if (!(await askOpenssl(green.bytes, green.report, trust))) refused.push(`${row.name}: green where openssl refuses`);
  }
  if (isGreen) return row.stricter ? [...refused, `${row.name}: says why it is stricter, and is green`] : refused;
  const isStricter = await askOpenssl(bytes, report, trust);
  if (isStricter && !row.stricter) refused.push(`${row.name}: openssl accepts it, and the row does not say why we do not`);
  if (!isStricter && row.stricter) refused.push(`${row.name}: says why it is stricter, and openssl refuses as well`);
  return refused;
};

describe.each(TABLES)('openssl on %s', (_, rows) => {
  it('never refuses what is green, and every stricter row says why', { timeout: 120_000 }, async () => {
    const waiting = [...rows];
    const found: string[] = [];
    const work = async (): Promise<void> => {
      for (let row = waiting.shift(); row; row = waiting.shift()) found.push(...(await findDisagreement(row)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(found).toEqual([]);
  });
});
