// What counts as a sign of PEC, and what only resembles one.
import { describe, expect, it } from 'vitest';
import { hasPecSubject, isPecAttachment, isPecSender } from '../../lib/webmail/pec-hints';

describe('hasPecSubject', () => {
  it.each([
    'POSTA CERTIFICATA: offerta',
    'POSTA CERTIFICATA: POSTA CERTIFICATA: x',
    'ACCETTAZIONE: x',
    'CONSEGNA: x: y',
    'AVVISO DI MANCATA CONSEGNA PER SUP.  TEMPO MASSIMO: x',
    'ANOMALIA MESSAGGIO: x',
    'AVVISO DI NON ACCETTAZIONE PER VIRUS: ',
    'PROBLEMA DI SICUREZZA: x',
  ])('takes %s', (subject) => expect(hasPecSubject(subject)).toBe(true));

  it.each([
    ...[
      'Re: POSTA CERTIFICATA: x',
      'Posta certificata: x',
      'Consegna: il tuo pacco',
      'CONSEGNA',
      'CONSEGNA PACCO: x',
      ' : x',
      '',
      '[SPAM] ACCETTAZIONE: x',
    ],
    `${' '.repeat(300)}CONSEGNA: x`,
  ])('leaves "%s"', (subject) => expect(hasPecSubject(subject)).toBe(false));
});

it('knows the sender that providers write', () => {
  expect(isPecSender('posta-certificata@pec.gestore.example')).toBe(true);
  expect(isPecSender('Per conto di: a@pec.example')).toBe(true);
  expect(isPecSender('"Per conto di: a@pec.example"')).toBe(true);
  expect(isPecSender('la-posta-certificata@x.example')).toBe(false);
  expect(isPecSender('posta-certificata.example')).toBe(false);
});

it('knows attachments by their whole name', () => {
  expect(['daticert.xml', 'POSTACERT.EML', 'smime.p7s'].every(isPecAttachment)).toBe(true);
  expect(['daticert.xml.exe', 'my-postacert.eml', 'smime.p7m', ''].some(isPecAttachment)).toBe(false);
});
