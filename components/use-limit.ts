// How many rows of a long list are drawn: thousands at once would freeze the page.
import { useState } from 'preact/hooks';

const STEP = 200;

export const useLimit = (): { limit: number; showMore(): void } => {
  const [limit, setLimit] = useState(STEP);
  return { limit, showMore: () => setLimit(limit + STEP) };
};
