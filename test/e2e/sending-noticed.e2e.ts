// What Roundcube's composer sends is noticed from the page, before any receipt; drafts and failures are not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { type MailSession, startMailSession } from './mail-session';
import { openCompose, sendMail } from './roundcube-page';

type Noticed = { from: string; to: string[]; cc: string[]; subject: string; messageId: string | null };

/** A page of the extension hears what content scripts tell the background. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    type Api = { runtime: { onMessage: { addListener(listener: (message: { type: string }) => undefined): void } } };
    const world = globalThis as unknown as { browser?: Api; chrome: Api };
    (world.browser ?? world.chrome).runtime.onMessage.addListener((message) => {
      if (message.type !== 'sending-noticed') return;
      const heard = JSON.parse(document.body.dataset.heard ?? '[]');
      document.body.dataset.heard = JSON.stringify([...heard, message]);
    });
  });

const readHeard = async (page: Page): Promise<Noticed[]> =>
  page.evaluate(() => JSON.parse(document.body.dataset.heard ?? '[]').map(({ sending }: { sending: Noticed }) => sending));

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a sending', (launch) => {
    let session: MailSession;
    beforeAll(async () => {
      session = await startMailSession(launch);
      await listen(session.ledger);
    });
    afterAll(() => session?.stop());

    const waitForHeard = (count: number): Promise<boolean> =>
      session.ledger.waitUntil((_root, due: number) => JSON.parse(document.body.dataset.heard ?? '[]').length >= due, {}, count);

    test('is noticed with sender, recipients and subject, and without its text', async () => {
      const to = ['protocollo@pec.beta.example', 'tributi@pec.beta.example'];
      const draft = { to, cc: ['mario@posta.example'], subject: 'Istanza 12', text: 'Riservato.' };
      await sendMail(session.page, session.stage.lab.roundcubeUrl, draft);
      await waitForHeard(1);
      const { user } = session.stage;
      expect(await readHeard(session.ledger)).toEqual([{ from: user, to, cc: draft.cc, subject: draft.subject, messageId: null }]);
    });

    test('is not what is only kept as a draft', async () => {
      await openCompose(session.page, session.stage.lab.roundcubeUrl, ['protocollo@pec.beta.example']);
      await session.page.type('[name="_subject"]', 'Solo una bozza');
      await session.page.type('[name="_message"]', 'Da finire.');
      await session.page.click('a.save, a.savedraft');
      await session.page.waitFor('#messagestack .confirmation');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect((await readHeard(session.ledger)).map(({ subject }) => subject)).toEqual(['Istanza 12']);
    });

    test('is noticed when that draft is sent in the end', async () => {
      await session.page.click('a.send, button.send');
      await session.page.waitFor('#messagelist');
      await waitForHeard(2);
      expect((await readHeard(session.ledger)).map(({ subject }) => subject)).toEqual(['Istanza 12', 'Solo una bozza']);
    });
  });
});
