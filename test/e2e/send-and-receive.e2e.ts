// From a mail written in Roundcube to a complete row: the ledger follows what was opened, and agrees with the command line.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import { readCommandLineLedger } from './command-line';
import { hasWebmail, inEachBrowser } from './each-browser';
import { openRow, readRows } from './extension-steps';
import { countRows, dropFiles, readRecipients, waitForOutcomes, waitForRecipients, waitForState } from './ledger-steps';
import { type Arrived, type MailSession, openArrived, startMailSession, waitForAnswers } from './mail-session';
import { sendMail } from './roundcube-page';

const SENT = 'Diffida ad adempiere';
const BETA = 'protocollo@pec.beta.example';
const ALFA = 'studio.marini@pec.alfa.example';
const ORDINARY = 'cliente@posta.example';
const WAITING = italian.recipient_waiting.message;
const DELIVERED = italian.recipient_delivered.message;
const WARNED = italian.recipient_warned.message;
const NOT_DELIVERED = italian.recipient_not_delivered.message;
const NO_PROOF_DUE = italian.recipient_no_proof_due.message;

const WORDS: Readonly<Record<string, string>> = {
  waiting: WAITING,
  delivered: DELIVERED,
  warned: WARNED,
  'not-delivered': NOT_DELIVERED,
  'no-proof-due': NO_PROOF_DUE,
};

const FAILING = 'Invio che non riesce';
const FATES: Readonly<Record<string, string>> = {
  'sconosciuto@pec.beta.example': NOT_DELIVERED,
  'piena@pec.beta.example': NOT_DELIVERED,
  'virus@pec.beta.example': NOT_DELIVERED,
  'lento12@pec.beta.example': WARNED,
  'lento24@pec.beta.example': NOT_DELIVERED,
  'muto@pec.beta.example': WAITING,
};
const LATE = 'Invio in ritardo';
const LATE_RECIPIENT = 'tardi12@pec.beta.example';
const WATCHED = 'Appena inviata';
const EARLY = 'Ricevuta in anticipo';
const REFUSED = '[formale] Invio rifiutato';

const findOne = (arrived: readonly Arrived[], kind: Arrived['kind'], delivery?: string): Arrived => {
  const found = arrived.find((one) => one.kind === kind && (delivery === undefined || one.delivery === delivery));
  if (found === undefined) throw new Error(`no ${kind} for ${delivery}`);
  return found;
};

/** The ledger's words and the command line's, recipient by recipient, for the messages as the mailbox holds them. */
const expectAgreement = async ({ stage, ledger }: MailSession, arrived: readonly Arrived[]): Promise<void> => {
  const raw = await Promise.all(arrived.map(({ uid }) => stage.lab.bytesOf(stage.user, 'INBOX', uid)));
  const [message, ...others] = await readCommandLineLedger(raw, stage.provider.rootPem);
  expect(others).toEqual([]);
  const printed = message?.recipients.map(({ address, state }) => ({ address, state: WORDS[state] }));
  expect(await readRecipients(ledger)).toEqual(printed);
  expect(message?.evidence).toHaveLength(arrived.length);
};

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('sending and receiving', (launch) => {
    let session: MailSession;
    let arrived: Arrived[];
    beforeAll(async () => {
      session = await startMailSession(launch);
    });
    afterAll(() => session?.stop());

    const send = async (subject: string, to: readonly string[], cc: readonly string[] = []): Promise<void> => {
      await session.page.bringToFront();
      await sendMail(session.page, session.stage.lab.roundcubeUrl, { to, cc, subject, text: 'Si diffida.' });
      arrived = await waitForAnswers(session, subject);
    };

    describe('to two certified recipients and an ordinary one', () => {
      test('nothing is known before a receipt is opened', async () => {
        await send(SENT, [BETA, ALFA], [ORDINARY]);
        expect(arrived.map(({ kind }) => kind).sort()).toEqual(['accettazione', 'avvenuta-consegna', 'avvenuta-consegna']);
        await session.ledger.reload();
        await session.ledger.waitFor('.empty');
        expect(await countRows(session.ledger, 'evidence')).toBe(0);
      });

      test('the acceptance makes it accepted: two wait, none is due for the ordinary address', async () => {
        await openArrived(session, findOne(arrived, 'accettazione'), /Ricevuta di accettazione: autentica/);
        await session.ledger.waitForText('.cell-state', /^in attesa$/);
        await openRow(session.ledger, SENT);
        await session.ledger.waitForText('.lane b', /^Accettato$/);
        await waitForRecipients(session.ledger, { [BETA]: WAITING, [ALFA]: WAITING, [ORDINARY]: NO_PROOF_DUE });
        expect((await session.ledger.texts('.lanes')).join()).toContain('la PEC non dà una ricevuta di consegna');
      });

      test('one delivery makes one delivered', async () => {
        await openArrived(session, findOne(arrived, 'avvenuta-consegna', BETA), /avvenuta consegna: autentica/);
        await waitForRecipients(session.ledger, { [BETA]: DELIVERED, [ALFA]: WAITING, [ORDINARY]: NO_PROOF_DUE });
        await waitForState(session.ledger, SENT, 'in attesa');
      });

      test('the other delivery makes it complete', async () => {
        await openArrived(session, findOne(arrived, 'avvenuta-consegna', ALFA), /avvenuta consegna: autentica/);
        await waitForRecipients(session.ledger, { [BETA]: DELIVERED, [ALFA]: DELIVERED, [ORDINARY]: NO_PROOF_DUE });
        expect(await readRows(session.ledger)).toEqual([{ state: 'completo', subject: SENT, recipients: '3: 2 consegnati, 1 ordinario' }]);
        await expectAgreement(session, arrived);
      });

      test('the same receipts opened and dropped again are no new evidence', async () => {
        await openArrived(session, findOne(arrived, 'accettazione'));
        await openArrived(session, findOne(arrived, 'avvenuta-consegna', BETA));
        await dropFiles(
          session.ledger,
          [...arrived, ...arrived].map(({ bytes }, index) => ({ name: `${index}.eml`, bytes })),
        );
        await waitForOutcomes(session.ledger, /^6 elementi esaminati: 6 autentici\.$/);
        for (const table of ['evidence', 'bytes'] as const) expect(await countRows(session.ledger, table)).toBe(arrived.length);
        expect(await countRows(session.ledger, 'messages')).toBe(1);
        expect(await session.ledger.count('.side details.proof')).toBe(arrived.length);
      });
    });

    test('each failure is told for its recipient, as the command line tells it', async () => {
      await send(FAILING, Object.keys(FATES));
      for (const one of arrived) await openArrived(session, one);
      await openRow(session.ledger, FAILING);
      await waitForRecipients(session.ledger, FATES);
      await waitForState(session.ledger, FAILING, 'non consegnato');
      const story = (await session.ledger.texts('.lanes')).join();
      for (const cause of ['5_1_1', '5_2_2', '5_5_1', '5_4_1'] as const) expect(story).toContain(italian[`error_${cause}`].message);
      await expectAgreement(session, arrived);
    });

    test('a late delivery follows its warning', async () => {
      await send(LATE, [LATE_RECIPIENT]);
      await openArrived(session, findOne(arrived, 'accettazione'));
      await openArrived(session, findOne(arrived, 'preavviso-errore-consegna'), /la consegna non è ancora avvenuta/);
      await openRow(session.ledger, LATE);
      await waitForRecipients(session.ledger, { [LATE_RECIPIENT]: WARNED });
      await waitForState(session.ledger, LATE, 'in ritardo');
      await openArrived(session, findOne(arrived, 'avvenuta-consegna'), /autentica/);
      await waitForRecipients(session.ledger, { [LATE_RECIPIENT]: DELIVERED });
      await waitForState(session.ledger, LATE, 'completo');
      await expectAgreement(session, arrived);
    });

    test('whoever looks at what was just sent goes on looking at it when its acceptance comes', async () => {
      await send(WATCHED, [BETA]);
      await session.ledger.bringToFront();
      await session.ledger.click('button.subject[data-row^="sending:"]');
      await session.ledger.waitForText('#side-title', new RegExp(WATCHED));
      expect(await session.ledger.texts('.side details.proof')).toEqual([]);
      await session.page.bringToFront();
      await openArrived(session, findOne(arrived, 'accettazione'));
      await session.ledger.waitForText('.lane b', /^Accettato$/);
      expect((await session.ledger.texts('#side-title')).join()).toContain(WATCHED);
      await openArrived(session, findOne(arrived, 'avvenuta-consegna'));
      await waitForRecipients(session.ledger, { [BETA]: DELIVERED });
    });

    test('a delivery that comes first leaves the message sent, until its acceptance completes it', async () => {
      await send(EARLY, [BETA]);
      await openArrived(session, findOne(arrived, 'avvenuta-consegna'));
      await openRow(session.ledger, EARLY);
      await waitForRecipients(session.ledger, { [BETA]: DELIVERED });
      await waitForState(session.ledger, EARLY, italian.attention_acceptance_missing.message);
      const raw = await session.stage.lab.bytesOf(session.stage.user, 'INBOX', findOne(arrived, 'avvenuta-consegna').uid);
      expect(await readCommandLineLedger([raw], session.stage.provider.rootPem)).toMatchObject([{ state: 'sent' }]);
      await openArrived(session, findOne(arrived, 'accettazione'));
      await session.ledger.waitForText('.lane b', /^Accettato$/);
      await waitForState(session.ledger, EARLY, 'completo');
      await expectAgreement(session, arrived);
    });

    test('what the provider does not accept goes to nobody', async () => {
      await send(REFUSED, [BETA, ALFA]);
      expect(arrived.map(({ kind }) => kind)).toEqual(['non-accettazione']);
      await openArrived(session, findOne(arrived, 'non-accettazione'), /il messaggio non è partito/);
      await openRow(session.ledger, REFUSED);
      await waitForRecipients(session.ledger, { [BETA]: NOT_DELIVERED, [ALFA]: NOT_DELIVERED });
      await session.ledger.waitForText('.lane b', /^Non accettato$/);
      await waitForState(session.ledger, REFUSED, 'non accettato');
      await expectAgreement(session, arrived);
    });

    test('all the while nothing was asked of anybody but the webmail', async () => {
      const { driver, page, ledger, stage } = session;
      const webmail = new URL(stage.lab.roundcubeUrl).origin;
      expect([...new Set((await driver.requests()).map((url) => new URL(url).origin))]).toEqual([webmail]);
      const stray = `http://127.0.0.1:${stage.provider.smtpPort}`;
      const reach = (where: typeof page): Promise<boolean> =>
        where.evaluate(
          (_, url: string) =>
            fetch(url, { mode: 'no-cors' }).then(
              () => true,
              () => false,
            ),
          `${stray}/`,
        );
      // Pages of the extension cannot even when told to; that the webmail's page can is what the watch is tested by.
      expect(await reach(ledger)).toBe(false);
      expect(await driver.requests()).not.toContainEqual(expect.stringContaining(stray));
      await reach(page);
      expect(await driver.requests()).toContainEqual(expect.stringContaining(stray));
    });
  });
});
