// How much of an element is seen through what lies over it at one point, by what each of those paints there.
import { selfAndAncestors } from './self-and-ancestors';

const PAINTED = new Set(['img', 'picture', 'video', 'canvas', 'iframe', 'object', 'embed', 'input', 'textarea', 'select', 'svg']);
const SVG = 'http://www.w3.org/2000/svg';

/** `pile` as the browser gives it, the uppermost first. An element around ours that lies over it does so by what it generates. */
export const lightThrough = (pile: readonly Element[], element: Element): number => {
  const place = pile.indexOf(element);
  const over = place < 0 ? pile : pile.slice(0, place);
  const around = over.length === 0 ? new Set<Element>() : new Set(selfAndAncestors(element));
  return over.reduce((light, one) => light * (1 - readPaint(one, around.has(one))), 1);
};

/** From 0, a layer that nobody sees, to 1. */
const readPaint = (element: Element, isAround: boolean): number => {
  const view = element.ownerDocument.defaultView;
  if (view === null) return 1;
  const generated = ['::before', '::after']
    .map((name) => view.getComputedStyle(element, name))
    .filter(({ content }) => isGenerated(content));
  const own = view.getComputedStyle(element);
  const styles = isAround ? generated : [own, ...generated];
  const paints = [...styles.map(readStyle), !isAround && holdsPicture(element) ? 1 : 0];
  let opacity = 1;
  for (const one of isAround ? [] : selfAndAncestors(element)) opacity *= Number(view.getComputedStyle(one).opacity || 1);
  return Math.max(...paints, 0) * opacity;
};

const isGenerated = (content: string): boolean => content !== '' && content !== 'none' && content !== 'normal';

const readStyle = ({ backgroundColor, backgroundImage, backdropFilter, content, opacity }: CSSStyleDeclaration): number => {
  const isDrawn = [backgroundImage, backdropFilter].some((value = '') => value !== '' && value !== 'none');
  // Words over words are not read.
  const paint = isDrawn || (isGenerated(content) && content !== '""') ? 1 : readAlpha(backgroundColor);
  return paint * (isGenerated(content) ? Number(opacity || 1) : 1);
};

/** Of a colour as browsers write it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)`, `color(srgb 0 0 0 / 0.4)`. */
const readAlpha = (color: string): number => {
  if (color === '' || color === 'transparent') return 0;
  const mark = color.startsWith('rgba(') ? color.lastIndexOf(',') : color.lastIndexOf('/');
  return mark < 0 ? 1 : Number.parseFloat(color.slice(mark + 1)) || 0;
};

const holdsPicture = (element: Element): boolean =>
  PAINTED.has(element.localName) ||
  element.namespaceURI === SVG ||
  [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim() !== '');
