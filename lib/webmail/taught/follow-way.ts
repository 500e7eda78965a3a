// Goes through a page along a way: one element at each step, on into its open shadow root or the frame of the same origin.
import type { Way } from './recipe';

type Root = Document | ShadowRoot;

export const innerRoot = (element: Element): Root | null => {
  if (element.shadowRoot !== null) return element.shadowRoot;
  return element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null;
};

const findOnly = (root: Root, selector: string): Element | null => {
  try {
    const [first, ...others] = root.querySelectorAll(selector);
    return first === undefined || others.length > 0 ? null : first;
  } catch {
    return null;
  }
};

/** Every root that was reached, the page first, and the element at the end; null where the page is another than it was. */
export const followWay = (page: Document, way: Way): { roots: Root[]; element: Element | null } => {
  const roots: Root[] = [page];
  let element: Element | null = null;
  for (const [step, selector] of way.entries()) {
    const root = roots[step];
    element = root === undefined ? null : findOnly(root, selector);
    if (element === null) break;
    const inner = innerRoot(element);
    if (inner !== null) roots.push(inner);
  }
  return { roots, element };
};
