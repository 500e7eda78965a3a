// A sentence of the locales with elements in the place of $1…$9, so that values stay isolated elements.
import type { ComponentChildren } from 'preact';
import type { Wording } from '../../lib/wording';

type Props = { wording: Wording; name: string; values: ComponentChildren[] };

export const Phrase = ({ wording, name, values }: Props) => {
  const slots = values.map((_, index) => `\u0000${index}\u0000`);
  const pieces = wording.text(name, ...slots).split('\u0000');
  return <>{pieces.map((piece, index) => (index % 2 === 1 ? values[Number(piece)] : piece))}</>;
};
