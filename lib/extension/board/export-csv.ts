// What the board shows, for a spreadsheet, in the language that the page speaks.
import { toBoardCsv } from '../../ledger/board-csv';
import { saveFile } from '../save-file';
import { readWording } from '../settings/with-wording';
import { type LedgerView, toLedgerProps } from './ledger-view';

export const exportCsv = async (view: LedgerView): Promise<void> => {
  const { messages, now } = toLedgerProps(view);
  saveFile(new Blob([toBoardCsv(messages, await readWording())], { type: 'text/csv;charset=utf-8' }), `pec-${now.slice(0, 10)}.csv`);
};
