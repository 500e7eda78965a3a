// Every genuine message of the tables: each line is a kind, an algorithm or a quirk of a provider, and all must be verified.
import { GENUINE_BASICS } from './genuine-basics';
import { GENUINE_QUIRKS } from './genuine-quirks';
import type { GenuineMessage } from './genuine-row';

export const GENUINE_MESSAGES: readonly GenuineMessage[] = [...GENUINE_BASICS, ...GENUINE_QUIRKS];
