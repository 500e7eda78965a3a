// The webmails Ceralacca can read: the only place that knows the members.
import type { WebmailAdapter } from './adapter';
import { carbonio } from './carbonio';
import { gmail } from './gmail';
import { horde } from './horde';
import { openXchange } from './open-xchange';
import { roundcube } from './roundcube';
import { snappymail } from './snappymail';
import { sogo } from './sogo';
import { zimbraClassic } from './zimbra-classic';
import { zimbraModern } from './zimbra-modern';

export const WEBMAILS: readonly WebmailAdapter[] = [
  roundcube,
  sogo,
  horde,
  snappymail,
  zimbraClassic,
  zimbraModern,
  carbonio,
  openXchange,
  gmail,
];
