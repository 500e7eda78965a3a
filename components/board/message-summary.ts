// A row of the ledger in words: its pill, its recipients counted, why it needs an eye. Pure.
import { describeCause } from '../../lib/describe-cause';
import type { Attention, RecipientState } from '../../lib/ledger/ledger-message';
import { countDue, countOpen, type Outline } from '../../lib/ledger/summary';
import { toKey, type Wording } from '../../lib/wording';
import { formatElapsed } from '../parts/elapsed';
import type { MarkName, Tone } from '../parts/Mark';

export type Pill = { mark: MarkName; tone: Tone; text: string };

const ATTENTION_LOOK: Record<Attention, [MarkName, Tone]> = {
  'not-accepted': ['octagon', 'bad'],
  'not-delivered': ['octagon', 'bad'],
  contradicted: ['triangle', 'warn'],
  'acceptance-missing': ['triangle', 'warn'],
  'acceptance-late': ['clock', 'warn'],
  warned: ['clock', 'warn'],
  'waiting-too-long': ['clock', 'warn'],
  'notice-missing': ['clock', 'warn'],
  fake: ['octagon', 'bad'],
  revoked: ['octagon', 'bad'],
  altered: ['octagon', 'bad'],
  incomplete: ['octagon', 'bad'],
  unproven: ['triangle', 'warn'],
  'log-ending': ['clock', 'note'],
};

/** Counted in this order: what went wrong first. */
const STATES: readonly RecipientState[] = ['not-delivered', 'warned', 'waiting', 'delivered', 'no-proof-due'];

const countState = ({ tally }: Pick<Outline, 'tally'>, state: RecipientState): number => tally[state] ?? 0;

/** `sha256:` stands for evidence that certifies nothing: no sender, no time, no recipients. */
export const isUncertified = ({ identifier }: Pick<Outline, 'identifier'>): boolean => identifier.startsWith('sha256:');

const settledPill = (wording: Wording, message: Outline): Pill => {
  if (message.state === 'received') return { mark: 'seal', tone: 'note', text: wording.text('state_received') };
  if (message.state === 'sent') return { mark: 'clock', tone: 'note', text: wording.text('state_sent') };
  if (countState(message, 'waiting') > 0) return { mark: 'clock', tone: 'note', text: wording.text('state_waiting') };
  if (countState(message, 'delivered') === 0) return { mark: 'seal', tone: 'note', text: wording.text('state_accepted_only') };
  return { mark: 'seal', tone: 'ok', text: wording.text('state_complete') };
};

export const toPill = (wording: Wording, message: Outline, now: string): Pill => {
  const worst = message.attention[0];
  if (worst === undefined) return settledPill(wording, message);
  const [mark, tone] = ATTENTION_LOOK[worst];
  const since = worst === 'waiting-too-long' && message.acceptedAt !== null ? formatElapsed(wording, message.acceptedAt, now) : '';
  return { mark, tone, text: since ? wording.text('attention_waiting_since', since) : wording.text(`attention_${toKey(worst)}`) };
};

/** `2 consegnati, 1 ordinario`. */
export const countRecipients = (wording: Wording, message: Pick<Outline, 'tally'>): string =>
  STATES.map((state) => [state, countState(message, state)] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => wording.count(`recipients_${toKey(state)}`, count))
    .join(', ');

/** Why the row is there and what to do, without addresses: those are elements beside it. */
export const explainAttention = (wording: Wording, message: Outline): string => {
  const worst = message.attention[0];
  if (worst === undefined) return countRecipients(wording, message);
  if (worst === 'not-delivered') return describeCause(wording, message.troubled ?? { errorCode: null }).text;
  if (worst === 'waiting-too-long') return wording.count('attention_waiting_too_long_why', countOpen(message), countDue(message));
  return wording.text(`attention_${toKey(worst)}_why`);
};
