// Draws the mark of one list row: a neutral outline until its bytes were verified, then the verdict by shape and word.

export type RowMark = 'hint' | 'verified' | 'inconclusive' | 'failed' | 'not-delivered' | 'warned';
export type RowMarkTexts = { shown: string; title: string };

const SVG = 'http://www.w3.org/2000/svg';
type Stroke = { filled: string; drawn: string };
const OCTAGON: Stroke = { filled: 'M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z', drawn: 'M8.5 8.5l7 7M15.5 8.5l-7 7' };

/** The same shapes as in the views: seal with tick, triangle, octagon with cross, clock. */
const SHAPES: Record<Exclude<RowMark, 'hint'>, Stroke> = {
  verified: {
    filled:
      'M12 1.5l2.3 1.7 2.8-.4 1.2 2.6 2.6 1.2-.4 2.8 2 2.6-2 2.6.4 2.8-2.6 1.2-1.2 2.6-2.8-.4-2.3 1.7-2.3-1.7-2.8.4-1.2-2.6-2.6-1.2.4-2.8-2-2.6 2-2.6-.4-2.8 2.6-1.2 1.2-2.6 2.8.4z',
    drawn: 'M7.8 12.3l2.9 2.9 5.6-6',
  },
  inconclusive: { filled: 'M12 2.5L23 21.5H1z', drawn: 'M12 9.5v5M12 18h.01' },
  failed: OCTAGON,
  'not-delivered': OCTAGON,
  warned: { filled: 'M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 1 0 0-21z', drawn: 'M12 6.5V12l4 2.3' },
};

/** While it is pressed the row lies open beneath it: SnappyMail asks what is under the pointer to learn which row is dragged. */
export const rowMarkStyle = `
:host{vertical-align:middle!important;margin-inline-end:4px!important;line-height:14px!important}
:host(:active){pointer-events:none!important}
.mark{display:inline-flex;align-items:center;gap:3px;height:14px;font:600 10px/14px system-ui,"Segoe UI",Roboto,sans-serif;white-space:nowrap}
.hint{padding:0 4px;border:1px solid currentColor;border-radius:4px;color:#5c636e;background:#fff}
svg{width:14px;height:14px}.filled{stroke:#fff;stroke-width:2;paint-order:stroke}.drawn{fill:none;stroke:#fff;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.verified{color:#11693a}.inconclusive,.warned{color:#8a5300}.failed,.not-delivered{color:#b3261e}
@media(forced-colors:active){.filled{fill:CanvasText;stroke:none}.drawn{stroke:Canvas}.hint{color:CanvasText;background:Canvas}}
`;

export const drawRowMark = (root: ShadowRoot, mark: RowMark, { shown, title }: RowMarkTexts): void => {
  const page = root.ownerDocument;
  const element = page.createElement('span');
  element.className = `mark ${mark}`;
  element.title = title;
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', title);
  if (mark === 'hint') element.textContent = shown;
  else element.append(drawShape(page, SHAPES[mark]));
  root.querySelector('.mark')?.remove();
  root.append(element);
};

const drawShape = (page: Document, { filled, drawn }: Stroke): Element => {
  const svg = page.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, data] of Object.entries({ filled, drawn })) {
    const path = page.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', data);
    if (name === 'filled') path.setAttribute('fill', 'currentColor');
    svg.append(path);
  }
  return svg;
};
