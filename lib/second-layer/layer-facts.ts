// Single elements of a second system's file as short facts; an element that stands twice would let two readers take different ones.
import { MalformedInput } from '../verify/errors';
import { LAYER_LIMITS } from './limits';
import type { LayerElement, LayerXml } from './parse-layer-xml';

/** Name of a fact, and the paths where it may stand; the first that holds words counts. */
export type FactRule = readonly [name: string, ...paths: string[]];

export const toFactText = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > LAYER_LIMITS.factCharacters ? `${words.slice(0, LAYER_LIMITS.factCharacters)}…` : words;
};

const findOne = (elements: readonly LayerElement[], path: string): LayerElement | undefined => {
  const [first, second] = elements.filter((element) => element.path === path);
  if (second) throw new MalformedInput(path);
  return first;
};

/** @throws MalformedInput for an element that stands twice, or a required fact that is missing */
export const toLayerFacts = (
  { elements }: LayerXml,
  rules: readonly FactRule[],
  required: readonly string[] = [],
): Record<string, string> => {
  const facts: Record<string, string> = {};
  for (const [name, ...paths] of rules) {
    const found = paths.map((path) => findOne(elements, path)).filter((element) => element !== undefined && !element.hasChildren);
    const [text] = found.map((element) => toFactText(element?.text ?? '')).filter((words) => words !== '');
    if (text !== undefined) facts[name] = text;
  }
  if (required.some((name) => facts[name] === undefined)) throw new MalformedInput('required');
  return facts;
};
