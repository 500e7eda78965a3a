// How many rows of a long list are drawn: thousands at once would freeze the page.
import { useState } from 'preact/hooks';

/** `showUpTo`: as many steps as it takes for so many to be drawn.
 * @param of what is listed: another list begins anew
 * @param step drawn at once, and again whenever more are asked for */
export const useLimit = (of = '', step = 200): { limit: number; showMore(): void; showUpTo(count: number): void } => {
  const [shown, show] = useState({ of, limit: step });
  const limit = shown.of === of ? shown.limit : step;
  return {
    limit,
    showMore: () => show({ of, limit: limit + step }),
    showUpTo: (count) => show({ of, limit: Math.max(limit, Math.ceil(count / step) * step) }),
  };
};
