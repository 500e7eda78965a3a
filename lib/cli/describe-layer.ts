// The second layer of one piece of evidence as lines for the terminal: one each, with whose statement it is.
import type { SecondLayer } from '../second-layer/second-layer-item';
import { formatInstant, type Wording } from '../wording';

type Item = NonNullable<SecondLayer[string]>[number];

const toLine = ({ system, type, fileName, facts }: Item, wording: Wording): string => {
  const pairs = Object.entries(facts).map(([name, fact]) => `${wording.text(`fact_${name}`)} ${formatInstant(fact)}`);
  return [wording.text(`layer_${system}_${type}`), fileName, ...pairs].join('; ');
};

/** @param sender certified sender of the message that holds the files */
export const describeLayer = (layer: SecondLayer[string] | undefined, sender: string, wording: Wording): string[] => {
  if (layer === null) return [wording.text('cli_layer_unread')];
  return (layer ?? []).map((item) => wording.text('cli_layer', sender, toLine(item, wording)));
};
