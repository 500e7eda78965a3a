// Text that comes from a mail: cleaned, isolated from the direction of the text around it, never markup.
import { toVisibleText } from '../../lib/visible-text';

export const Quoted = ({ text, strong }: { text: string; strong?: boolean }) => (
  <bdi class={strong ? 'quoted strong' : 'quoted'}>{toVisibleText(text)}</bdi>
);
