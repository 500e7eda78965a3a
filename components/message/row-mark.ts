// Draws the mark of one list row: a neutral outline until its bytes were verified, then the verdict by shape and word.

import { SHAPES, type Shape } from '../parts/Mark';

export type RowMark = 'hint' | 'verified' | 'inconclusive' | 'failed' | 'not-delivered' | 'warned';
export type RowMarkTexts = { shown: string; title: string };

const SVG = 'http://www.w3.org/2000/svg';
/** The same as in the views; only the clock is filled here. */
const ROW_SHAPES: Record<Exclude<RowMark, 'hint'>, Shape> = {
  verified: SHAPES.seal,
  inconclusive: SHAPES.triangle,
  failed: SHAPES.octagon,
  'not-delivered': SHAPES.octagon,
  warned: { solid: 'M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 1 0 0-21z', line: 'M12 6.5V12l4 2.3' },
};

/** While it is pressed the row lies open beneath it: SnappyMail asks what is under the pointer to learn which row is dragged. */
export const rowMarkStyle = `
:host{vertical-align:middle!important;margin-inline-end:4px!important;line-height:14px!important}
:host(:active){pointer-events:none!important}
.mark{display:inline-flex;align-items:center;gap:3px;height:14px;font:600 10px/14px system-ui,"Segoe UI",Roboto,sans-serif;white-space:nowrap}
.hint{padding:0 4px;border:1px solid currentColor;border-radius:4px;color:#5c636e;background:#fff}
svg{width:14px;height:14px}.solid{stroke:#fff;stroke-width:2;paint-order:stroke}.line{fill:none;stroke:#fff;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.verified{color:#11693a}.inconclusive,.warned{color:#8a5300}.failed,.not-delivered{color:#b3261e}
@media(forced-colors:active){.solid{fill:CanvasText;stroke:none}.line{stroke:Canvas}.hint{color:CanvasText;background:Canvas}}
`;

export const drawRowMark = (root: ShadowRoot, mark: RowMark, { shown, title }: RowMarkTexts): void => {
  const page = root.ownerDocument;
  const element = page.createElement('span');
  element.className = `mark ${mark}`;
  element.title = title;
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', title);
  if (mark === 'hint') element.textContent = shown;
  else element.append(copyShape(ROW_SHAPES[mark]));
  root.querySelector('.mark')?.remove();
  root.append(element);
};

const drawn = new Map<Shape, Node>();

/** A list has many marks of few shapes, and a copy costs a fraction of a drawing. */
const copyShape = (shape: Shape): Node => {
  const svg = drawn.get(shape) ?? drawShape(shape);
  drawn.set(shape, svg);
  return svg.cloneNode(true);
};

const drawShape = ({ solid, line }: Shape): Node => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, data] of Object.entries({ solid, line })) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', data);
    if (name === 'solid') path.setAttribute('fill', 'currentColor');
    svg.append(path);
  }
  return svg;
};
