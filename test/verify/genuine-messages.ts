// Every genuine message of the tables: each line is a kind, an algorithm or a quirk of a provider, and all must be verified.
import { GENUINE_BASICS, type GenuineMessage } from './genuine-basics';
import { GENUINE_QUIRKS } from './genuine-quirks';

export const GENUINE_MESSAGES: readonly GenuineMessage[] = [...GENUINE_BASICS, ...GENUINE_QUIRKS];
