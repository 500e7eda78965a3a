// Tells whether a person who looks there sees an element: neither hidden nor covered, in its page and in the pages around its frame.
import { type Box, cutBox, findScrolled, type Scrolled } from './scrolled-place';
import { selfAndAncestors } from './self-and-ancestors';
import { lightThrough } from './veils';

/** What is thinner than this is seen through, and what is smaller is not read. */
const LEAST_OPACITY = 0.5;
const LEAST_SCALE = 0.5;
const LEAST_PX = 8;
const HIDING_FILTER = /opacity\(|blur\(/;
const HIDING_MASK = /url\(|gradient\(/;

type Seen = { opacity: number; scale: number };
type IsOnTop = (element: Element, x: number, y: number) => boolean;

/** What is scrolled away counts as seen where a person can scroll to it. Pages of another origin around a frame tell nothing. */
export const isSeen = (element: Element): boolean => look(element, isOnTop);

/** Whether nothing painted lies over it, when also what lets the mouse through is asked: then clear layers of the webmail are told of too. */
export const isUnveiled = (element: Element): boolean => look(element, isReadThrough);

const look = (element: Element, isOn: IsOnTop): boolean =>
  isSeenFrom(element, element.getBoundingClientRect(), { opacity: 1, scale: 1 }, isOn);

/** `box` is what is looked for: the element itself, or the part of a frame behind which it is. */
const isSeenFrom = (element: Element, box: Box, from: Seen, isOn: IsOnTop): boolean => {
  const view = element.ownerDocument.defaultView;
  if (view === null || !element.isConnected) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const scale = from.scale * toScale(element);
  const opacity = from.opacity * readOpacity(element, view);
  const place = findScrolled(element, box, view);
  const isLarge = box.right - box.left >= LEAST_PX && box.bottom - box.top >= LEAST_PX;
  if (!isLarge || place === null || scale < LEAST_SCALE || opacity < LEAST_OPACITY) return false;
  if (!isOpen(element, samplePoints(box, place), isOn)) return false;
  const frame = view.frameElement;
  return frame === null || isSeenFrom(frame, toOuter(frame, place.reached), { opacity, scale }, isOn);
};

/** Zero where something else than its opacity makes it thin. */
const readOpacity = (element: Element, view: Window): number => {
  let opacity = 1;
  for (const one of selfAndAncestors(element)) {
    const style = view.getComputedStyle(one);
    if (HIDING_FILTER.test(style.filter) || HIDING_MASK.test(style.maskImage)) return 0;
    opacity *= Number(style.opacity || 1);
  }
  return opacity;
};

/** How much smaller than laid out it is drawn. */
const toScale = (element: Element): number => {
  const { width, height } = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = element as HTMLElement;
  return offsetWidth * offsetHeight === 0 ? 0 : Math.min(width / offsetWidth, height / offsetHeight);
};

type Point = { x: number; y: number; isNeeded: boolean };

/** The middle and near the corners, as far as they are not scrolled away now; needed are the middle and where the words begin. */
const samplePoints = (box: Box, { visible }: Scrolled): Point[] => {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [aside, down] = [Math.min(width / 4, 24), Math.min(height / 4, 8)];
  const points = [
    { x: box.left + width / 2, y: box.top + height / 2, isNeeded: true },
    { x: box.left + aside, y: box.top + down, isNeeded: true },
    { x: box.right - aside, y: box.top + down, isNeeded: false },
    { x: box.left + aside, y: box.bottom - down, isNeeded: false },
    { x: box.right - aside, y: box.bottom - down, isNeeded: false },
  ];
  return points.filter(({ x, y }) => x > visible.left && x < visible.right - 1 && y > visible.top && y < visible.bottom - 1);
};

/** One corner may lie under a button of the webmail: so it is in Roundcube's skin classic. */
const isOpen = (element: Element, points: Point[], isOn: IsOnTop): boolean => {
  const covered = points.filter(({ x, y }) => !isOn(element, x, y));
  return covered.length <= 1 && covered.every(({ isNeeded }) => !isNeeded);
};

type Place = { root: Document | ShadowRoot; one: Element };

/** Asked root by root: of what lies outside, Firefox tells a shadow root nothing. */
const listPlaces = (element: Element): Place[] => {
  const root = element.getRootNode() as Document | ShadowRoot;
  return [{ root, one: element }, ...('host' in root ? listPlaces(root.host) : [])];
};

const isOnTop = (element: Element, x: number, y: number): boolean =>
  listPlaces(element).every(({ root, one }) => (root.elementFromPoint(x, y) ?? one) === one);

const isReadThrough = (element: Element, x: number, y: number): boolean =>
  listPlaces(element).every(({ root, one }) => lightThrough(root.elementsFromPoint(x, y), one) >= LEAST_OPACITY);

/** From the frame's own coordinates to those of the page around it. */
const toOuter = (frame: Element, box: Box): Box => {
  const outer = frame.getBoundingClientRect();
  const { paddingLeft = '', paddingTop = '' } = frame.ownerDocument.defaultView?.getComputedStyle(frame) ?? {};
  const scale = toScale(frame);
  const left = outer.left + (frame.clientLeft + (Number.parseFloat(paddingLeft) || 0)) * scale;
  const top = outer.top + (frame.clientTop + (Number.parseFloat(paddingTop) || 0)) * scale;
  const moved = {
    left: left + box.left * scale,
    top: top + box.top * scale,
    right: left + box.right * scale,
    bottom: top + box.bottom * scale,
  };
  return cutBox(moved, outer);
};
