// What the dialog about copies of the ledger draws, for tests.
import type { LedgerPageProps } from '../../lib/view';
import { toHash } from './sample-data';

export const DESK: NonNullable<LedgerPageProps['desk']> = { running: null, written: null, chosen: null, problem: null };

export const BACKUP: NonNullable<NonNullable<LedgerPageProps['desk']>['chosen']>['report'] = {
  ...{ madeAt: '2026-10-01T08:00:00.000Z', isSealed: false, messages: 12, known: 9, fresh: { verified: 2, inconclusive: 0, failed: 1 } },
  ...{
    stamps: 4,
    freshStamps: 0,
    notes: 3,
    sendings: 1,
    seals: 1,
    damages: [{ what: 'content', name: `evidence/${toHash('4d')}.eml` }],
    damaged: 1,
  },
  ...{ unread: 0, isTrial: true, coveredSeq: null },
};
