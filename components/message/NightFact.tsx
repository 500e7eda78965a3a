// That a certified hour falls into an interval the law names: the fact and its source, nothing of what follows.
import { findNightTime } from '../../lib/ledger/night-window';
import type { Wording } from '../../lib/wording';

type Props = { name: 'night_acceptance' | 'night_delivery'; time: string; wording: Wording };

export const NightFact = ({ name, time, wording }: Props) => {
  const night = findNightTime(time);
  return night === null ? null : <p>{wording.text(name, night)}</p>;
};
