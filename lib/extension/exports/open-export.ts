// From the board to the dialog about bundles: one message, or all that tab, search and filters leave.
import type { ExportActions } from '../../export-view';
import { isNoticed } from '../../ledger/match-sending';
import { type LedgerView, toLedgerProps } from '../board/ledger-view';

export const openExport = ({ summaries }: LedgerView, exporting: ExportActions, identifier: string): void => {
  const row = summaries.find((summary) => summary.identifier === identifier);
  exporting.open([identifier], row?.subject ?? null);
};

/** A sending that nothing confirms yet has nothing to show. */
export const openExportShown = (view: LedgerView, exporting: ExportActions): void => {
  const shown = toLedgerProps(view).messages.filter((summary) => !isNoticed(summary));
  const [first] = shown;
  if (!first) return;
  exporting.open(
    shown.map(({ identifier }) => identifier),
    first.subject,
  );
};
