// Every tree of a page that a script may look into: the page itself, its open shadow roots, and its frames of the same origin.

const MAX_ROOTS = 200;
/** A page of that many elements is looked at in part: what is shown of one message is never so far in. */
const MAX_ELEMENTS = 20_000;

export const findRoots = (page: Document): (Document | ShadowRoot)[] => {
  const roots: (Document | ShadowRoot)[] = [page];
  let left = MAX_ELEMENTS;
  // The list grows while it is walked: a frame may hold a shadow root, and that another frame.
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      left -= 1;
      if (left < 0 || roots.length >= MAX_ROOTS) return roots;
      const inner = element.shadowRoot ?? (element.localName === 'iframe' || element.localName === 'frame' ? readFrame(element) : null);
      if (inner !== null) roots.push(inner);
    }
  }
  return roots;
};

const readFrame = (element: Element): Document | null => {
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
};
