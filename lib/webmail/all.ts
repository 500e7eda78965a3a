// The webmails Ceralacca can read: the only place that knows the members.
import type { WebmailAdapter } from './adapter';
import { roundcube } from './roundcube';
import { zimbraClassic } from './zimbra-classic';

export const WEBMAILS: readonly WebmailAdapter[] = [roundcube, zimbraClassic];
