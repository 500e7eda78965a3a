// What Roundcube's composer sends is noticed from the page in each of its skins, before any receipt; drafts and failures are not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SKINS } from '../lab/roundcube';
import { hasWebmail, inEachBrowser } from './each-browser';
import { type MailSession, startMailSession } from './mail-session';
import { openCompose, writeAndSend } from './roundcube-page';
import { listenForSendings, type NoticedSending, readSendings, waitForReader, waitForSendings } from './sending-steps';

const TO = ['protocollo@pec.beta.example', 'tributi@pec.beta.example'];
const DRAFT = { cc: ['mario@posta.example'], subject: 'Istanza 12', text: 'Riservato.' };

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a sending', (launch) => {
    let session: MailSession;
    beforeAll(async () => {
      // The skins share the server's sessions, and the browser its cookies for the host: one login is enough.
      session = await startMailSession(launch, { skins: SKINS });
      await listenForSendings(session.ledger);
    });
    afterAll(() => session?.stop());

    describe.each(SKINS)('in the skin %s', (skin) => {
      let before: number;
      const compose = async (to: readonly string[], cc: readonly string[] = []): Promise<void> => {
        await openCompose(session.page, session.stage.lab.urls[skin] ?? '', to, cc);
        await waitForReader(session.ledger, 'roundcube');
      };
      /** Of those since this skin was opened. */
      const readNew = async (): Promise<NoticedSending[]> => (await readSendings(session.ledger)).slice(before);
      const readSubjects = async (): Promise<string[]> => (await readNew()).map(({ subject }) => subject);

      beforeAll(async () => {
        before = (await readSendings(session.ledger)).length;
      });

      test('is noticed with sender, recipients and subject, and without its text', async () => {
        await compose(TO, DRAFT.cc);
        await writeAndSend(session.page, DRAFT);
        await waitForSendings(session.ledger, before + 1);
        const from = session.stage.user;
        expect(await readNew()).toEqual([{ from, to: TO, cc: DRAFT.cc, subject: DRAFT.subject, messageId: null }]);
      });

      test('is not what is only kept as a draft', async () => {
        await compose(['protocollo@pec.beta.example']);
        await session.page.type('[name="_subject"]', 'Solo una bozza');
        await session.page.type('[name="_message"]', 'Da finire.');
        await session.page.click('a.save, a.savedraft');
        await session.page.waitFor('#messagestack .confirmation, #message .confirmation');
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect(await readSubjects()).toEqual(['Istanza 12']);
      });

      test('is noticed when that draft is sent in the end', async () => {
        await session.page.click('a.send, button.send');
        await session.page.waitFor('#messagelist');
        await waitForSendings(session.ledger, before + 2);
        expect(await readSubjects()).toEqual(['Istanza 12', 'Solo una bozza']);
      });
    });
  });
});
