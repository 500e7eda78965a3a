// The webmails Ceralacca can read: the only place that knows the members.
import type { WebmailAdapter } from './adapter';
import { horde } from './horde';
import { roundcube } from './roundcube';
import { snappymail } from './snappymail';
import { sogo } from './sogo';

export const WEBMAILS: readonly WebmailAdapter[] = [roundcube, sogo, horde, snappymail];
