// Tells when a page shows a list of which not one row can be read any more.
import type { ListRow, Problem } from './adapter';

export const checkList = (shown: readonly Element[], readable: readonly ListRow[], detail: string): Problem[] =>
  shown.length > 0 && readable.length === 0 ? [{ code: 'list-changed', detail }] : [];
