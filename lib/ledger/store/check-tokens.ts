// Goes through the time-stamps that the ledger keeps beside its evidence: each as the journal tells of it, every octet against its hash.
import { toSha256Hex } from '../../verify/bytes';
import type { LedgerFinding, Run } from './check-ledger';
import { toStampSubject } from './draft-tokens';
import type { TokenRow } from './ledger-tables';

/** They are small, but nothing says that they must be. */
const PIECES = 20;

/** What was recorded since the check began is not looked at. */
const findUntold = ({ sha256, of, seq }: TokenRow, told: Set<string>, last: number): boolean => {
  const isTold = of.map((evidence) => told.delete(toStampSubject(evidence, sha256)));
  return seq <= last && (isTold.includes(false) || of.length === 0);
};

/** @param told what the journal says of each; what is left in it is missing
 * @param last entry of the journal when the check began */
export const checkTokens = async ({ connection, findings, signal }: Run, told: Set<string>, last: number): Promise<void> => {
  let after = '';
  while (!signal.aborted) {
    const from = after;
    const rows = await connection.run((database) => database.tokens.where('sha256').above(from).limit(PIECES).toArray());
    for (const row of rows) {
      const tell = (what: LedgerFinding['what']): void => void findings.push({ what, subject: row.sha256 });
      if (findUntold(row, told, last)) tell('token-unknown');
      if ((await toSha256Hex(row.bytes)) !== row.sha256) tell('token-altered');
    }
    after = rows.at(-1)?.sha256 ?? after;
    if (rows.length < PIECES) break;
  }
  const missing = new Set([...told].map((subject) => subject.split(' ')[1] ?? ''));
  if (!signal.aborted) for (const subject of missing) findings.push({ what: 'token-missing', subject });
};
