// What the bench orders of its script in an extension page, and what it answers: through the document, which every driver can read. Types only.
import type { Report } from '../../../lib/verify/report';

export type Templates = { acceptance: Report; delivery: Report };

/** `to`: how many pieces of evidence the ledger holds afterwards. `bytes`: octets of each. */
export type Order = { what: 'fill'; to: number; bytes: number } | { what: 'measure'; bytes: number };

/** Milliseconds. */
export type LedgerFigures = {
  /** One more receipt, recorded alone and told after it is on the disk. */
  recordMs: number;
  /** What popup and alarm ask. */
  attentionMs: number;
  /** Opening the database, and the newest 2,000 rows. */
  firstRowsMs: number;
  allRowsMs: number;
  /** Every row counted, as readers do against a silent loss. */
  countMs: number;
};

export type Answer = { filled: number } | LedgerFigures | { error: string };
