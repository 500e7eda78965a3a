// The time-stamps in a copy that wait for the message behind them: of one message at a time, and not without end.
import type { CollectedToken } from '../ledger/collect-evidence';
import { LIMITS } from '../verify/limits';

export type HeldTokens = {
  /** With what the hash of their message begins; '' while none is held. */
  prefix: string;
  tokens: CollectedToken[];
};

export const NONE_HELD: HeldTokens = { prefix: '', tokens: [] };

/** Null when no ledger keeps so many of one message: whoever made the file wants to fill the memory. */
export const holdToken = ({ prefix, tokens }: HeldTokens, token: CollectedToken): HeldTokens | null => {
  const bytes = tokens.reduce((sum, held) => sum + held.bytes.length, token.bytes.length);
  const hasRoom = tokens.length < LIMITS.keptTimestamps && bytes <= LIMITS.keptTimestampBytes;
  return hasRoom ? { prefix, tokens: [...tokens, token] } : null;
};
