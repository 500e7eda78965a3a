// Every element that scripts can reach in a page: its own, and those in open shadow roots and in frames of the same origin.
import { innerRoot } from './taught/follow-way';

const MAX_ELEMENTS = 30_000;

export function* allElements(page: Document): Generator<Element> {
  const roots: (Document | ShadowRoot)[] = [page];
  let seen = 0;
  for (let root = roots.shift(); root !== undefined; root = roots.shift()) {
    for (const element of root.querySelectorAll('*')) {
      seen += 1;
      if (seen > MAX_ELEMENTS) return;
      yield element;
      const inner = innerRoot(element);
      if (inner !== null) roots.push(inner);
    }
  }
}
