// Finds where in its window a part of a page is, and where it comes to stand when a person scrolls to it.
import { selfAndAncestors } from './self-and-ancestors';

export type Box = { left: number; top: number; right: number; bottom: number };
/** `visible` is what is inside of everything that scrolls, as it is scrolled now; `reached` the whole after scrolling. */
export type Scrolled = { visible: Box; reached: Box };

/** How far a person can scroll back and on. */
type Range = [back: number, on: number];
type Scroller = { box: Box; x: Range; y: Range };

const SCROLLS = /auto|scroll/;
const LOCKED = /hidden|clip/;
const LEAST_PX = 20;

export const cutBox = (box: Box, by: Box): Box => ({
  left: Math.max(box.left, by.left),
  top: Math.max(box.top, by.top),
  right: Math.min(box.right, by.right),
  bottom: Math.min(box.bottom, by.bottom),
});

/** Null where no scrolling brings half of it into the window. */
export const findScrolled = (element: Element, box: Box, view: Window): Scrolled | null => {
  let place: Scrolled | null = { visible: box, reached: box };
  for (const scroller of listScrollers(element, view)) {
    place = place && scrollTo(place, scroller);
  }
  return place;
};

/** Inner ones first, the window last; those that what is positioned escapes from are left out. */
function* listScrollers(element: Element, view: Window): Generator<Scroller> {
  const root = element.ownerDocument.documentElement;
  // What the root leaves open, the body says for the window.
  const { overflowX, overflowY } = view.getComputedStyle(root);
  const isBodyWindow = ![SCROLLS, LOCKED].some((word) => word.test(overflowX + overflowY));
  let escaped = '';
  for (const one of selfAndAncestors(element)) {
    const style = view.getComputedStyle(one);
    if (escaped === 'absolute' && style.position !== 'static') escaped = '';
    const isWindow = one === root || (isBodyWindow && one === element.ownerDocument.body);
    if (one !== element && escaped === '' && !isWindow && SCROLLS.test(style.overflowX + style.overflowY)) yield toScroller(one, style);
    if (/absolute|fixed/.test(style.position)) escaped = style.position;
  }
  yield toWindow(root, view, isBodyWindow, escaped === 'fixed');
}

const toScroller = (element: Element, { overflowX, overflowY, direction }: CSSStyleDeclaration): Scroller => {
  const { left, top } = element.getBoundingClientRect();
  const start = { left: left + element.clientLeft, top: top + element.clientTop };
  return {
    box: { ...start, right: start.left + element.clientWidth, bottom: start.top + element.clientHeight },
    ...toRanges(element, SCROLLS.test(overflowX), SCROLLS.test(overflowY), direction),
  };
};

const toWindow = (root: Element, view: Window, isBodyWindow: boolean, isFixed: boolean): Scroller => {
  const { scrollingElement, body } = root.ownerDocument;
  const moving = scrollingElement ?? root;
  const { overflowX, overflowY, direction } = view.getComputedStyle(isBodyWindow && body !== null ? body : root);
  return {
    box: { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight },
    ...toRanges(moving, !isFixed && !LOCKED.test(overflowX), !isFixed && !LOCKED.test(overflowY), direction),
  };
};

const toRanges = (element: Element, isWide: boolean, isLong: boolean, direction: string): Pick<Scroller, 'x' | 'y'> => {
  const aside = isWide ? element.scrollWidth - element.clientWidth : 0;
  const down = isLong ? element.scrollHeight - element.clientHeight : 0;
  // From right to left the numbers are counted otherwise: what may be in reach counts as such.
  const x: Range = direction === 'rtl' ? [aside, aside] : [Math.min(element.scrollLeft, aside), aside - element.scrollLeft];
  return { x, y: [Math.min(element.scrollTop, down), down - element.scrollTop] };
};

const scrollTo = ({ visible, reached }: Scrolled, { box, x, y }: Scroller): Scrolled | null => {
  const aside = toShift([reached.left, reached.right], [box.left, box.right], x);
  const down = toShift([reached.top, reached.bottom], [box.top, box.bottom], y);
  if (aside === null || down === null) return null;
  const moved = { left: reached.left + aside, right: reached.right + aside, top: reached.top + down, bottom: reached.bottom + down };
  return { visible: cutBox(visible, box), reached: cutBox(moved, box) };
};

/** How far the part moves when it is scrolled to, on one axis; null where half of what fits stays out. */
const toShift = ([from, to]: [number, number], [start, end]: [number, number], [back, on]: Range): number | null => {
  const shift = from < start ? Math.min(start - from, back) : -Math.max(0, Math.min(to - end, from - start, on));
  const inside = Math.min(to + shift, end) - Math.max(from + shift, start);
  return end - start >= LEAST_PX && inside >= Math.min(to - from, end - start) / 2 ? shift : null;
};
