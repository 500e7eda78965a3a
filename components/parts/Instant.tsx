// A certified instant, in its own zone, with the machine-readable form beside it.
import { formatInstant } from '../../lib/wording';

type Props = { iso: string; precision?: 'second' | 'minute' | 'day' };

export const Instant = ({ iso, precision = 'second' }: Props) => (
  <time class="num" dateTime={iso} title={formatInstant(iso)}>
    {formatInstant(iso, precision)}
  </time>
);
