// Reading daticert.xml and its times: defaults of the grammar, real variations, and dates that do not exist.
import { describe, expect, it } from 'vitest';
import { findSubjectPrefix } from '../../../lib/verify/pec/kinds';
import { parseCertifiedTime } from '../../../lib/verify/pec/parse-certified-time';
import { parseDaticert } from '../../../lib/verify/pec/parse-daticert';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="errore-consegna" errore="no-dest"><intestazione><mittente>a@pec.example</mittente>
<destinatari>b@pec.example</destinatari><destinatari tipo="esterno">c@posta.example</destinatari><risposte></risposte></intestazione>a
<dati><gestore-emittente>Gestore &amp; C.</gestore-emittente><data zona="+0100"><giorno>13/11/2018</giorno><ora>16:39:27</ora></data>
<identificativo>opec1@pec.example</identificativo><msgid>&lt;m0@client.example&gt;</msgid><consegna>b@pec.example</consegna>
<errore-esteso>5.1.1 - Gestore - indirizzo non valido</errore-esteso></dati></postacert>`;

const parse = (xml: string, encoding: BufferEncoding = 'utf8') => parseDaticert(Uint8Array.from(Buffer.from(xml, encoding)));

describe('parseDaticert', () => {
  it('reads facts, with the defaults of the grammar', () => {
    expect(parse(XML)).toEqual({
      ok: true,
      facts: {
        kind: 'errore-consegna',
        error: 'no-dest',
        sender: 'a@pec.example',
        recipients: [
          { address: 'b@pec.example', type: 'certificato' },
          { address: 'c@posta.example', type: 'esterno' },
        ],
        replyTo: null,
        subject: null,
        issuerName: 'Gestore & C.',
        time: '2018-11-13T16:39:27+01:00',
        identifier: 'opec1@pec.example',
        messageId: 'm0@client.example',
        receiptType: null,
        delivery: 'b@pec.example',
        takenInCharge: [],
        extendedError: '5.1.1 - Gestore - indirizzo non valido',
        errorCode: '5.1.1',
      },
    });
  });

  it('reads a Latin-1 file that says so, and refuses bytes that are not what it says', () => {
    const xml = XML.replace('Gestore &amp; C.', 'Città');
    expect(parse(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1')).toMatchObject({ facts: { issuerName: 'Città' } });
    expect(parse(xml, 'latin1')).toEqual({ ok: false, problem: 'malformed' });
    expect(parse(XML.replace('UTF-8', 'UTF-7'))).toEqual({ ok: false, problem: 'malformed' });
  });

  it.each([
    ['5.2.2 - Info Cert Spa - casella piena', '5.2.2'],
    ['5.5.1, Gestore, presenza di un virus', '5.5.1'],
    ['errore 5.1.1', null],
    ['5.1.1.4 strano', '5.1.1'],
  ])('%s has code %s', (text, code) => {
    expect(parse(XML.replace(/<errore-esteso>[^<]*/, `<errore-esteso>${text}`))).toMatchObject({ facts: { errorCode: code } });
  });

  it('stops at too many recipients', () => {
    const many = '<destinatari>x@pec.example</destinatari>'.repeat(4990);
    expect(parse(XML.replace('<risposte>', `${many}<risposte>`)).ok).toBe(true);
    const tooMany = '<destinatari/>'.repeat(5001);
    expect(parse(XML.replace('<risposte>', `${tooMany}<risposte>`))).toEqual({ ok: false, problem: 'limit-reached', limit: 'recipients' });
  });
});

it.each([
  ['13/11/2018', '16:39:27', '+0100', '2018-11-13T16:39:27+01:00'],
  ['29/02/2024', '00:00:00', '+01:00', '2024-02-29T00:00:00+01:00'],
  ['29/02/2026', '00:00:00', '+0100', undefined],
  ['31/04/2026', '10:00:00', '+0200', undefined],
  ['01/01/2026', '24:00:00', '+0100', undefined],
  ['1/1/2026', '10:00:00', '+0100', undefined],
  ['01/01/2026', '10:00:00', '', undefined],
  ['01/01/2026', '10:00:00', '+2500', undefined],
])('%s %s %s is %s', (day, time, zone, expected) => {
  expect(parseCertifiedTime(day, time, zone)).toBe(expected);
});

it.each([
  ['AVVISO DI NON ACCETTAZIONE: x', 'non-accettazione'],
  ['AVVISO DI NON ACCETTAZIONE PER VIRUS: x', 'non-accettazione'],
  ['AVVISO DI MANCATA CONSEGNA PER SUP.  TEMPO MASSIMO: x', 'preavviso-errore-consegna'],
  ['ACCETTAZIONE: x', 'accettazione'],
  ['NON ACCETTAZIONE: x', undefined],
  ['Accettazione: x', undefined],
  ['Re: CONSEGNA: x', undefined],
])('subject %s is %s', (subject, kind) => {
  expect(findSubjectPrefix(subject)?.kind).toBe(kind);
});
