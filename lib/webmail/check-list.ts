// Tells when a page shows a list of which not one row can be read any more.
import type { ListRow, Problem } from './adapter';

export const checkList = (isShown: boolean, readable: readonly ListRow[], detail: string): Problem[] =>
  isShown && readable.length === 0 ? [{ code: 'list-changed', detail }] : [];
