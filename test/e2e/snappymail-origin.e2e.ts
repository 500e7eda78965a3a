// SnappyMail refuses what another site asks of it: in each browser our request for the source comes as one of its own page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSnappymail, type SnappymailLab, startSnappymailLab } from '../lab/snappymail';
import type { BrowserDriver } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { addAuthority, readVerdict, switchSiteOn } from './extension-steps';
import { type Heard, startListeningProxy } from './listening-proxy';
import { createMailRoom, type MailRoom } from './mail-room';
import { openSnappymail, snappymailHand } from './snappymail-hand';

const isSource = ({ url }: Heard): boolean => url.includes('/Raw/') && url.includes('/Download/');

describe.skipIf(!hasWebmail || findSnappymail() === null)('SnappyMail', () => {
  inEachBrowser('the request for a source', (launch) => {
    let room: MailRoom<SnappymailLab>;
    let proxy: Awaited<ReturnType<typeof startListeningProxy>>;
    let driver: BrowserDriver;
    beforeAll(async () => {
      room = await createMailRoom(await startSnappymailLab());
      await room.put(await room.sign({ kind: 'accettazione', subject: 'Prima pratica' }));
      proxy = await startListeningProxy(room.lab.ports[0] ?? 0);
      driver = await launch();
    });
    afterAll(async () => {
      await driver?.close();
      proxy?.stop();
      await room?.lab.stop();
    });

    test('comes from the page itself, where a foreign one is refused', async () => {
      await (await addAuthority(driver, room.rootPem)).close();
      const page = await openSnappymail(driver, { ...room.lab, url: proxy.url }, { user: room.user, password: room.lab.password });
      await (await switchSiteOn(driver, page)).close();
      await snappymailHand.clickRow(page, await snappymailHand.findRow(page, 'ACCETTAZIONE: Prima pratica'));
      expect(await readVerdict(page, /autentica/)).toMatch(/^Ricevuta di accettazione: autentica/);
      const asked = proxy.heard.filter(isSource);
      expect(asked).toHaveLength(1);
      expect(asked[0]).toMatchObject({ status: 200, headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' } });
      const foreign = await fetch(new URL(asked[0]?.url ?? '', room.lab.url), { headers: { 'sec-fetch-site': 'cross-site' } });
      expect(foreign.status).toBe(403);
    });
  });
});
