// The webmails Ceralacca can read: the only place that knows the members.
import type { WebmailAdapter } from './adapter';
import { roundcube } from './roundcube';
import { snappymail } from './snappymail';

export const WEBMAILS: readonly WebmailAdapter[] = [roundcube, snappymail];
