// The webmails Ceralacca can read: the only place that knows the members.
import type { WebmailAdapter } from './adapter';
import { carbonio } from './carbonio';
import { roundcube } from './roundcube';
import { zimbraClassic } from './zimbra-classic';
import { zimbraModern } from './zimbra-modern';

export const WEBMAILS: readonly WebmailAdapter[] = [roundcube, zimbraClassic, zimbraModern, carbonio];
