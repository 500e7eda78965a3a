// Runs among the scripts of Horde's dynamic view and tells which message each row of the list is about. Stands alone: only its text gets there.

export const probeHorde = (): string[] => {
  type Selection = { get(what: 'dataob'): { first(): { VP_id?: unknown; VP_view?: unknown } | undefined } };
  type Horde = { DimpBase: { viewport: { createSelection(what: 'div', row: Element): Selection } } };
  const { viewport } = (globalThis as unknown as Horde).DimpBase;
  return [...document.querySelectorAll('#msgSplitPane .vpRow[id^="VProw_"]')].map((row) => {
    const data = viewport.createSelection('div', row).get('dataob').first();
    return `${data?.VP_view};${data?.VP_id}`;
  });
};
