// What Roundcube's composer sends is noticed from the page, before any receipt; drafts and failures are not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasWebmail, inEachBrowser } from './each-browser';
import { type MailSession, startMailSession } from './mail-session';
import { openCompose, writeAndSend } from './roundcube-page';
import { listenForSendings, readSendings, waitForReader, waitForSendings } from './sending-steps';

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a sending', (launch) => {
    let session: MailSession;
    beforeAll(async () => {
      session = await startMailSession(launch);
      await listenForSendings(session.ledger);
    });
    afterAll(() => session?.stop());

    test('is noticed with sender, recipients and subject, and without its text', async () => {
      const to = ['protocollo@pec.beta.example', 'tributi@pec.beta.example'];
      const draft = { cc: ['mario@posta.example'], subject: 'Istanza 12', text: 'Riservato.' };
      await openCompose(session.page, session.stage.lab.roundcubeUrl, to, draft.cc);
      await waitForReader(session.ledger, 'roundcube');
      await writeAndSend(session.page, draft);
      await waitForSendings(session.ledger, 1);
      const { user } = session.stage;
      expect(await readSendings(session.ledger)).toEqual([{ from: user, to, cc: draft.cc, subject: draft.subject, messageId: null }]);
    });

    test('is not what is only kept as a draft', async () => {
      await openCompose(session.page, session.stage.lab.roundcubeUrl, ['protocollo@pec.beta.example']);
      await waitForReader(session.ledger, 'roundcube');
      await session.page.type('[name="_subject"]', 'Solo una bozza');
      await session.page.type('[name="_message"]', 'Da finire.');
      await session.page.click('a.save, a.savedraft');
      await session.page.waitFor('#messagestack .confirmation');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect((await readSendings(session.ledger)).map(({ subject }) => subject)).toEqual(['Istanza 12']);
    });

    test('is noticed when that draft is sent in the end', async () => {
      await session.page.click('a.send, button.send');
      await session.page.waitFor('#messagelist');
      await waitForSendings(session.ledger, 2);
      expect((await readSendings(session.ledger)).map(({ subject }) => subject)).toEqual(['Istanza 12', 'Solo una bozza']);
    });
  });
});
