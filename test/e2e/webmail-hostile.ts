// Mail that is made to mislead or to break: in each webmail nothing of it looks verified, and the page goes on.
import { expect, test } from 'vitest';
import type { MailLab } from '../lab/mail-lab';
import { cardOf, readVerdict } from './extension-steps';
import type { WebmailHand } from './webmail-hand';
import { OTHER_FOLDER } from './webmail-messages';
import type { Visit } from './webmail-visit';

const HOSTILE = [
  ['a postacert.eml in an ordinary mail', 'enclosed', /^Non conclusiva: allegati di una PEC, senza la loro firma$/, 'inconclusive'],
  ['a mail whose parts are broken', 'broken', /^Falsa o incompleta: manca la firma del gestore$/, 'failed'],
  ['a mail above the limit', 'huge', /^Il messaggio supera 100 MB e non è stato verificato\./, 'hint'],
] as const;

export const testHostileMail = <L extends MailLab>(hand: WebmailHand<L>, visit: Visit<L>): void => {
  test.each(HOSTILE)('%s does not look verified, neither open nor in the list', async (_title, name, told, mark) => {
    // Some webmails take no notice of a click on the folder that they show.
    if (name === HOSTILE[0][1]) await hand.openFolder(visit.page, OTHER_FOLDER);
    await visit.open(name);
    const card = cardOf(hand.messageOf(visit.page));
    // Until it says so, it may still be the card of the message before.
    await card.waitForText('.card .verdict, .card .notice', told, { timeoutMs: 40_000 });
    expect(await card.count('.card.edge-ok')).toBe(0);
    expect(await visit.seeMark(name, mark)).toBe(mark);
  });

  test('after hostile mail all goes on', async () => {
    await visit.open('twin');
    expect(await readVerdict(hand.messageOf(visit.page), /autentica/)).toMatch(/^Ricevuta di accettazione: autentica/);
    await hand.openFolder(visit.page, 'INBOX');
    expect(await visit.seeMark('receipt', 'verified')).toBe('verified');
  });
};
