// Before a mutation run: builds every message of the tables of attacks and of genuine messages, and keeps it with what it must get.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import { ATTACKS } from '../attacks/all-attacks';
import { trust } from '../verify/bench';
import { GENUINE_MESSAGES } from '../verify/genuine-messages';
import { FOLDER, type KeptMessage, TABLE } from './kept-table';

/** Megabytes say nothing about a mutant of a check that a smaller message does not say. */
const LARGEST = 400_000;

const keep = (bytes: Uint8Array): string => {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  writeFileSync(join(FOLDER, name), bytes);
  return name;
};

const toKept = (
  row: Pick<KeptMessage, 'name' | 'verdict' | 'code' | 'kind'>,
  built: { bytes: Uint8Array; trust?: TrustStore },
): KeptMessage[] => {
  if (built.bytes.length > LARGEST) return [];
  const { anchors } = built.trust ?? trust;
  const added = anchors.filter(({ isAdded }) => isAdded).map(({ certificate }) => keep(certificate.der));
  return [{ ...row, message: keep(built.bytes), authorities: added }];
};

const keepTables = async (): Promise<KeptMessage[]> => {
  const kept: KeptMessage[] = [];
  for (const { name, verdict, code, build } of ATTACKS.flatMap(([, attacks]) => attacks)) {
    kept.push(...toKept({ name: `attack ${name}`, verdict, code, kind: null }, await build()));
  }
  for (const { name, kind, build } of GENUINE_MESSAGES) {
    kept.push(...toKept({ name: `genuine ${name}`, verdict: 'verified', code: null, kind }, await build()));
  }
  return kept;
};

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const kept = await keepTables();
writeFileSync(TABLE, JSON.stringify(kept));
process.stdout.write(`${kept.length} messages kept in ${FOLDER}\n`);
