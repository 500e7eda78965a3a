// Puts one closed shadow root into a page and keeps it in its place: nothing of the page reaches in, nothing appears on paper.

export type Spot = { parent: Element; before: ChildNode | null };
export type Mount = {
  root: ShadowRoot;
  place(spot: Spot): void;
  remove(): void;
};
export type MountOptions = {
  kind: 'card' | 'mark';
  style: string;
  /** Keeps clicks and keys from the page, whose lists and shortcuts act on them. */
  isolated: boolean;
};

const ATTRIBUTE = 'data-ceralacca';
const DISPLAY = { card: 'block', mark: 'inline-block' };
const ISOLATED_EVENTS = [
  ...['click', 'auxclick', 'dblclick', 'contextmenu', 'mousedown', 'mouseup', 'mouseover', 'mousemove', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keypress', 'keyup', 'input', 'change', 'dragstart', 'drop'],
];
const mounted = new WeakSet<Node>();

export const isMount = (node: Node): boolean => mounted.has(node);

/** May be a card of another script of ours in this frame, or the page's own doing. */
export const isMountLike = (element: Element): boolean => element.getAttribute(ATTRIBUTE) === 'card';

/** What an earlier version of the extension left behind when it was replaced. */
export const removeLeftovers = (page: Document): void => {
  for (const element of page.querySelectorAll(`[${ATTRIBUTE}]`)) if (!mounted.has(element)) element.remove();
};

export const createMount = (page: Document, { kind, style, isolated }: MountOptions): Mount => {
  const host = page.createElement(kind === 'card' ? 'div' : 'span');
  host.setAttribute(ATTRIBUTE, kind);
  mounted.add(host);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = page.createElement('style');
  // Important here wins over any rule of the page; the page's print style has no say either.
  sheet.textContent = `:host{all:initial!important;display:${DISPLAY[kind]}!important}@media print{:host{display:none!important}}${style}`;
  root.append(sheet);
  if (isolated) for (const type of ISOLATED_EVENTS) host.addEventListener(type, (event) => event.stopPropagation());
  return {
    root,
    place({ parent, before }) {
      const isInPlace = host.parentElement === parent && host.nextSibling === before;
      // What the page has moved since it was read is read again soon.
      const isThere = before === null || before.parentElement === parent;
      if (!isInPlace && isThere) parent.insertBefore(host, before);
    },
    remove: () => host.remove(),
  };
};
