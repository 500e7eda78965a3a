// daticert.xml is written in the grammar of the rules and the spelling of the platforms.
import { expect, test } from 'vitest';
import { createDaticert, type DaticertFields } from './daticert';
import { toRomeTime } from './rome-time';

const FIELDS: DaticertFields = {
  kind: 'avvenuta-consegna',
  error: 'nessuno',
  sender: 'studio@pec.alfa.example',
  recipients: [{ address: 'a&b@pec.beta.example', type: 'certificato' }],
  replyTo: 'studio@pec.alfa.example',
  subject: 'Però <urgente>',
  issuerName: 'Beta Gestore S.r.l.',
  day: '19/09/2026',
  clock: '15:41:19',
  zone: '+0200',
  identifier: 'opec1.20260919154119.1.1.1@posta.example',
  messageId: 'm0@client.example',
  receiptType: 'completa',
  delivery: 'a&b@pec.beta.example',
  takenInCharge: [],
  extendedError: null,
};

test('all fields, escaped', () => {
  expect(createDaticert(FIELDS)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="avvenuta-consegna" errore="nessuno">
    <intestazione>
        <mittente>studio@pec.alfa.example</mittente>
        <destinatari tipo="certificato">a&amp;b@pec.beta.example</destinatari>
        <risposte>studio@pec.alfa.example</risposte>
        <oggetto>Però &lt;urgente&gt;</oggetto>
    </intestazione>
    <dati>
        <gestore-emittente>Beta Gestore S.r.l.</gestore-emittente>
        <data zona="+0200">
            <giorno>19/09/2026</giorno>
            <ora>15:41:19</ora>
        </data>
        <identificativo>opec1.20260919154119.1.1.1@posta.example</identificativo>
        <msgid>&lt;m0@client.example&gt;</msgid>
        <ricevuta tipo="completa" />
        <consegna>a&amp;b@pec.beta.example</consegna>
    </dati>
</postacert>
`);
});

test('absent fields leave no element', () => {
  const bare = createDaticert({ ...FIELDS, error: null, replyTo: null, subject: null, messageId: null, receiptType: null, delivery: null });
  expect(bare).toContain('<postacert tipo="avvenuta-consegna">');
  for (const name of ['risposte', 'oggetto', 'msgid', 'ricevuta', 'consegna>']) expect(bare).not.toContain(`<${name}`);
});

test('the platform of 2026 indents the error deeper and ends with one more line', () => {
  const xml = createDaticert({ ...FIELDS, replyTo: '', extendedError: '5.1.1 - Beta - indirizzo non valido' }, 'javamail');
  expect(xml).toContain('\n                <errore-esteso>5.1.1');
  expect(xml).toContain('<risposte></risposte>');
  expect(xml.endsWith('</postacert>\n\r\n')).toBe(true);
});

test('Italian legal time in winter, in summer and around the change', () => {
  expect(toRomeTime(new Date('2026-01-05T23:30:00Z'))).toMatchObject({
    day: '06/01/2026',
    clock: '00:30:00',
    zone: '+0100',
    abbreviation: 'CET',
  });
  expect(toRomeTime(new Date('2026-10-25T00:59:59Z'))).toMatchObject({ clock: '02:59:59', zone: '+0200', abbreviation: 'CEST' });
  expect(toRomeTime(new Date('2026-10-25T01:00:00Z'))).toMatchObject({ clock: '02:00:00', zone: '+0100' });
  expect(toRomeTime(new Date('2026-01-05T23:30:00Z')).header).toBe('Tue, 06 Jan 2026 00:30:00 +0100');
});
