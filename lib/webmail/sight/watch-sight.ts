// Tells once of each element that it was given when that is, or comes, near what the user sees.

/** How far out of sight counts as near: nobody who scrolls comes upon a bare row. */
const NEAR = '200px';

export const watchSight = (cameNear: (elements: ReadonlySet<Element>) => void): IntersectionObserver =>
  new IntersectionObserver(
    (seen, sight) => {
      const near = new Set(seen.flatMap(({ isIntersecting, target }) => (isIntersecting ? target : [])));
      for (const element of near) sight.unobserve(element);
      cameNear(near);
    },
    // Lists scroll within the page, and the page within its window.
    { rootMargin: NEAR, scrollMargin: NEAR },
  );
