// Goes through the whole ledger: the chain of its journal, every piece of evidence and every seal against it, and every octet against its hash.
import { toSha256Hex } from '../../verify/bytes';
import { findBreak, type JournalEntry } from '../journal';
import { checkSeals, type ToldSeals, tellSeal } from './check-seals';
import { checkTokens } from './check-tokens';
import type { Connection } from './ledger-database';
import { readState } from './ledger-state';
import type { EvidenceRow, StateRow } from './ledger-tables';
import { toJournalSubject } from './record-evidence';
import { findBytes } from './stored-bytes';

/** What is wrong, and where: the number of an entry, or the hash of a piece of evidence, of a time-stamp beside it or of a seal's file. */
export type LedgerFinding = {
  what:
    | 'journal-broken'
    | 'journal-cut'
    | 'evidence-missing'
    | 'evidence-unknown'
    | 'report-altered'
    | 'bytes-missing'
    | 'bytes-altered'
    | 'token-missing'
    | 'token-unknown'
    | 'token-altered'
    | 'seal-missing'
    | 'seal-altered';
  subject: string;
};

export type LedgerCheck = { checked: number; findings: LedgerFinding[] };

const ENTRIES = 5000;
const PIECES = 50;

export type Run = { connection: Connection; findings: LedgerFinding[]; signal: AbortSignal; onProgress(done: number, total: number): void };

type Told = { reports: Map<string, string>; stamps: Set<string>; seals: ToldSeals };

/** The last word of the journal on each piece of evidence, hash of the bytes to hash of the report, on each time-stamp, and on each seal.
 * @param state as it was when the check began: what is recorded meanwhile is not looked at */
const readJournal = async ({ connection, findings, signal }: Run, state: StateRow): Promise<Told> => {
  const told: Told = { reports: new Map(), stamps: new Set(), seals: new Map() };
  let last: JournalEntry | null = null;
  for (;;) {
    const from: number = last?.seq ?? 0;
    const entries = await connection.run((database) =>
      database.journal.where('seq').between(from, state.seq, false, true).limit(ENTRIES).toArray(),
    );
    const broken = findBreak(entries, last);
    if (broken !== null) findings.push({ what: 'journal-broken', subject: String(broken) });
    for (const { event, subject } of entries) {
      const [sha256 = '', report = ''] = subject.split(' ');
      if (event === 'recorded' || event === 'judged') told.reports.set(sha256, report);
      if (event === 'stamped') told.stamps.add(subject);
      tellSeal(told.seals, event, subject);
    }
    last = entries.at(-1) ?? last;
    if (entries.length < ENTRIES || signal.aborted) break;
  }
  const isWhole = signal.aborted || (state.seq === (last?.seq ?? 0) && state.chain === (last?.hash ?? ''));
  if (!isWhole) findings.push({ what: 'journal-cut', subject: String(state.seq) });
  return told;
};

const findFault = (row: EvidenceRow, told: Map<string, string>): LedgerFinding['what'] | null => {
  const report = told.get(row.sha256);
  if (report === undefined) return 'evidence-unknown';
  return toJournalSubject(row.evidence) === `${row.sha256} ${report}` ? null : 'report-altered';
};

const checkBytes = async ({ connection }: Run, sha256: string): Promise<LedgerFinding['what'] | null> => {
  const bytes = await connection.run((database) => findBytes(database, sha256));
  if (!bytes) return 'bytes-missing';
  return (await toSha256Hex(bytes)) === sha256 ? null : 'bytes-altered';
};

/** Reads everything, a few pieces at a time. What it finds is told, and nothing is changed. */
export const checkLedger = async (run: Run): Promise<LedgerCheck> => {
  const { connection, findings, signal, onProgress } = run;
  const state = await connection.run(readState);
  const { reports: told, stamps, seals } = await readJournal(run, state);
  const total = told.size;
  let checked = 0;
  let last = '';
  while (!signal.aborted) {
    const from = last;
    const rows = await connection.run((database) => database.evidence.where('sha256').above(from).limit(PIECES).toArray());
    for (const row of rows.filter(({ seq }) => seq <= state.seq)) {
      for (const what of [findFault(row, told), await checkBytes(run, row.sha256)]) if (what) findings.push({ what, subject: row.sha256 });
      told.delete(row.sha256);
      checked += 1;
    }
    onProgress(checked, Math.max(total, checked));
    last = rows.at(-1)?.sha256 ?? last;
    if (rows.length < PIECES) break;
  }
  if (!signal.aborted) for (const sha256 of told.keys()) findings.push({ what: 'evidence-missing', subject: sha256 });
  await checkTokens(run, stamps, state.seq);
  if (!signal.aborted) findings.push(...(await checkSeals(connection, seals)));
  return { checked, findings };
};
