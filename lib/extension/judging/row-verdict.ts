// What the row of a judged message tells at a glance; a genuine notice of failure must not wear the seal of good news.
import { isFinalNotice } from '../../verify/pec/is-final-notice';
import type { Kind, Report } from '../../verify/report';

/** `not-delivered` and `warned`: the notice is genuine, and what it says is not good. */
export const ROW_VERDICTS = ['verified', 'failed', 'inconclusive', 'not-pec', 'not-delivered', 'warned'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];

const NOT_DELIVERED: readonly Kind[] = ['non-accettazione', 'errore-consegna', 'rilevazione-virus'];

/** Undefined for a genuine anomaly envelope: it carries ordinary mail, so its row keeps the neutral hint. */
export const toRowVerdict = ({ verdict, kind, certified }: Report): RowVerdict | undefined => {
  if (verdict !== 'verified') return verdict;
  if (kind === 'anomalia') return undefined;
  if (kind === 'preavviso-errore-consegna') return certified && isFinalNotice(certified) ? 'not-delivered' : 'warned';
  return NOT_DELIVERED.includes(kind) ? 'not-delivered' : 'verified';
};
