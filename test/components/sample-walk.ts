// A walk through a folder that is under way.
import type { PopupProps } from '../../lib/view';

export const WALK: NonNullable<PopupProps['walk']> = {
  folder: 'Posta in arrivo',
  status: 'reading',
  total: 30,
  done: 7,
  pec: 5,
  unread: 0,
  known: 0,
  problem: null,
};
