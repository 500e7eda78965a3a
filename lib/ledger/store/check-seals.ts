// The seals of the ledger against its journal and against themselves.
import type { Seal } from '../seal/seal';
import { isSealWhole } from '../seal/seal-book';
import type { LedgerFinding } from './check-ledger';
import type { Connection } from './ledger-database';

/** What the journal says of seals: id to the hashes of what came back. */
export type ToldSeals = Map<string, string[]>;

/** @param subject of an entry `sealed` or `seal-answered` */
export const tellSeal = (told: ToldSeals, event: string, subject: string): void => {
  const [id = '', answer = ''] = subject.split(' ');
  if (event === 'sealed') told.set(id, told.get(id) ?? []);
  if (event === 'seal-answered') told.set(id, [...(told.get(id) ?? []), answer]);
};

const isWhole = async (seal: Seal, due: readonly string[], connection: Connection): Promise<boolean> => {
  const row = await connection.run((database) => database.sealLists.get(seal.id));
  if (row === undefined || !isSealWhole(seal, row.list)) return false;
  return due.every((hash) => seal.answers.some((answer) => answer.sha256 === hash));
};

export const checkSeals = async (connection: Connection, told: ToldSeals): Promise<LedgerFinding[]> => {
  const findings: LedgerFinding[] = [];
  for (const [id, answers] of told) {
    const seal = await connection.run((database) => database.seals.get(id));
    if (!seal) findings.push({ what: 'seal-missing', subject: id });
    else if (!(await isWhole(seal, answers, connection))) findings.push({ what: 'seal-altered', subject: id });
  }
  return findings;
};
