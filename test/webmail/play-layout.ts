// A layout for jsdom, which has none: each element's box is in `data-box` (left, top, width, height in its window), what is later lies above.

const readBox = (element: Element): DOMRect => {
  const [left = 0, top = 0, width = 0, height = 0] = (element.getAttribute('data-box') ?? '').split(' ').map(Number);
  const [scaleX, scaleY] = [Number(element.getAttribute('data-scale') ?? 1), Number(element.getAttribute('data-scale') ?? 1)];
  return new DOMRect(left, top, width * scaleX, height * scaleY);
};
const readSize = (element: Element, place: 2 | 3): number => Number((element.getAttribute('data-box') ?? '').split(' ')[place] ?? 0);
const readNumber = (element: Element, name: string, fallback: number): number => Number(element.getAttribute(name) ?? fallback);

const isDrawn = (element: Element): boolean => element.closest('[hidden]') === null;

/** In this document, whose window is that wide and high. */
export const playLayout = (page: Document, { width, height }: { width: number; height: number }): void => {
  const view = page.defaultView as (Window & typeof globalThis) | null;
  if (view === null) return;
  Object.assign(view, { innerWidth: width, innerHeight: height });
  view.Element.prototype.getBoundingClientRect = function () {
    return readBox(this);
  };
  view.Element.prototype.checkVisibility = function () {
    return isDrawn(this) && view.getComputedStyle(this).visibility !== 'hidden';
  };
  const define = (on: object, name: string, get: (this: Element) => number): void =>
    void Object.defineProperty(on, name, { configurable: true, get });
  for (const [name, place] of [['Width', 2] as const, ['Height', 3] as const]) {
    define(view.HTMLElement.prototype, `offset${name}`, function () {
      return readSize(this, place);
    });
    define(view.Element.prototype, `client${name}`, function () {
      return this === page.documentElement ? (place === 2 ? width : height) : readSize(this, place);
    });
    define(view.Element.prototype, `scroll${name}`, function () {
      return readNumber(this, `data-scroll-${name.toLowerCase()}`, this[`client${name}`]);
    });
  }
  /** The uppermost first; `data-through` lets the mouse through, which the background has the browser overlook for `elementsFromPoint`. */
  const pile = (x: number, y: number): Element[] => {
    if (x < 0 || y < 0 || x >= width || y >= height) return [];
    const hit = [...page.querySelectorAll('[data-box]')].filter((one) => {
      const { left, top, right, bottom } = readBox(one);
      return isDrawn(one) && x >= left && x < right && y >= top && y < bottom;
    });
    return [...hit.reverse(), page.documentElement];
  };
  // Of what an element generates jsdom tells nothing.
  const { getComputedStyle } = view;
  view.getComputedStyle = (element, generated) =>
    generated ? ({ content: 'none' } as CSSStyleDeclaration) : getComputedStyle.call(view, element);
  page.elementsFromPoint = pile;
  page.elementFromPoint = (x, y) => pile(x, y).find((one) => !one.hasAttribute('data-through')) ?? null;
};
