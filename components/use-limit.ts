// How many rows of a long list are drawn: thousands at once would freeze the page.
import { useState } from 'preact/hooks';

const STEP = 200;

/** @param of what is listed: another list begins anew
 * @param first drawn at once; a list that changes with each letter typed draws little more than is seen */
export const useLimit = (of = '', first = STEP): { limit: number; showMore(): void } => {
  const [shown, show] = useState({ of, limit: first });
  const limit = shown.of === of ? shown.limit : first;
  return { limit, showMore: () => show({ of, limit: limit + STEP }) };
};
