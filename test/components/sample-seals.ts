// Seals of the archive to be drawn: one that waits, one that proves, one that is damaged.
import type { SealDesk, SealRow } from '../../lib/seal-view';
import type { LedgerPageProps } from '../../lib/view';
import { toHash } from './sample-data';

export const NO_SEALS: Pick<LedgerPageProps, 'seal' | 'sealDesk' | 'sealed'> = {
  seal: { lastAt: null, isPending: false, due: { reason: 'certificate-ends', by: '2026-12-24' } },
  sealDesk: null,
  sealed: {},
};

const WAITING: SealRow = {
  ...{ id: toHash('5e'), made: { date: '2026-10-01', count: 12 }, proven: null, isRenewed: false },
  answers: [
    { name: 'sigillo-2026-10-01.txt.asc', status: 'unverified', signers: [], problem: null },
    { name: 'sigillo-2026-10-01.txt.tsr', status: 'unproven', signers: [], problem: 'unknown-authority' },
  ],
};

export const SEAL_DESK: SealDesk = {
  rows: [
    WAITING,
    {
      ...{ id: toHash('5f'), made: { date: '2026-09-01', count: 9 }, isRenewed: false },
      answers: [{ name: 'sigillo-2026-09-01.txt.tsr', status: 'proven', signers: [], problem: null }],
      proven: {
        ...{ existedBefore: '2026-09-01T12:00:01.000Z', until: '2036-01-01T00:00:00.000Z' },
        ...{ authority: 'CN=Marca di Prova, C=IT', isAddedAnchor: true },
      },
    },
    { id: toHash('60'), made: null, proven: null, isRenewed: false, answers: [] },
  ],
  ...{ running: null, saved: 'sigillo-2026-10-01.txt', refused: { name: 'altro.tsr', problem: 'wrong-imprint' }, problem: null },
};
