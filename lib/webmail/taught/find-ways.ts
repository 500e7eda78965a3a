// Finds ways to an element that hold for other messages too: tags, roles, states and names, never a value that belongs to one message.
import { isPlainWord } from './plain-words';
import { RECIPE_LIMITS, type Way } from './recipe';

const MAX_CANDIDATES = 6;
const MAX_CLASSES = 6;
/** Attributes whose values say what an element is, or that it is the chosen one. */
const TELLING = ['name', 'id', 'role', 'type', 'slot', 'aria-selected', 'aria-current', 'aria-expanded'];

const isTag = (name: string): boolean => /^[a-z][a-z0-9-]{0,60}$/.test(name);
const isValue = (value: string): boolean => /^[A-Za-z0-9_.:-]{1,60}$/.test(value) && isPlainWord(value);

/** From the most telling to the least. */
const toSimple = (element: Element, attribute: string | null): string[] => {
  const tag = element.localName;
  if (!isTag(tag)) return [];
  const end = attribute === null ? '' : `[${attribute}]`;
  const told = TELLING.filter((name) => isValue(element.getAttribute(name) ?? '')).map(
    (name) => `[${name}="${element.getAttribute(name)}"]`,
  );
  const classes = Array.from(element.classList).filter((name) => /^[A-Za-z_][\w-]{0,60}$/.test(name) && isPlainWord(name));
  return [
    ...told.map((one) => `${tag}${one}${end}`),
    `${tag}${end}`,
    ...classes.slice(0, MAX_CLASSES).map((name) => `${tag}.${name}${end}`),
  ];
};

const withAncestors = (element: Element, attribute: string | null): string[] => {
  const own = toSimple(element, attribute);
  const found: string[] = [];
  for (let ancestor = element.parentElement; ancestor !== null && found.length < 200; ancestor = ancestor.parentElement) {
    if (ancestor.localName === 'body' || ancestor.localName === 'html') break;
    for (const above of toSimple(ancestor, null)) found.push(...own.map((one) => `${above} ${one}`));
  }
  return [...own, ...found];
};

const findSteps = (element: Element, attribute: string | null): string[] => {
  const root = element.getRootNode() as Document | ShadowRoot;
  const steps: string[] = [];
  for (const step of withAncestors(element, attribute)) {
    if (steps.length >= MAX_CANDIDATES) break;
    if (step.length > RECIPE_LIMITS.step) continue;
    const [first, ...others] = root.querySelectorAll(step);
    if (first === element && others.length === 0) steps.push(step);
  }
  return steps;
};

/** The element that holds the root in which this one stands; null in the page itself. */
const findHost = (element: Element, page: Document): Element | null => {
  const root = element.getRootNode();
  if (root === page) return null;
  return (root as ShadowRoot).host ?? (root as Document).defaultView?.frameElement ?? null;
};

export const findWays = (page: Document, element: Element, attribute: string | null): Way[] => {
  let ways: Way[] = findSteps(element, attribute).map((step) => [step]);
  for (let host = findHost(element, page); host !== null; host = findHost(host, page)) {
    const [step] = findSteps(host, null);
    ways = step === undefined ? [] : ways.map((way) => [step, ...way]);
  }
  return ways.filter(({ length }) => length <= RECIPE_LIMITS.way);
};
