// Every generation of SdI notifications and registry messages, read by name and content together.
import { describe, expect, it } from 'vitest';
import { findSecondLayer } from '../../lib/second-layer/find-second-layer';
import {
  AGID,
  attach,
  CONFIRMATION,
  DIGITPA,
  FATTURAPA,
  IVASERVIZI,
  identify,
  notification,
  REJECTION,
  registry,
  toOriginal,
} from './layer-files';

const read = async (name: string, content: string | Uint8Array) => findSecondLayer(toOriginal([attach(name, content)]));

const SDI: [name: string, xml: string, facts: Record<string, string>][] = [
  [
    'IT01234567890_00A1B_RC_001.xml',
    notification(IVASERVIZI, 'RicevutaConsegna', '<DataOraConsegna>2026-09-18T10:05:00.000+02:00</DataOraConsegna><Destinatario/>'),
    { sdiDelivered: '2026-09-18T10:05:00.000+02:00' },
  ],
  [
    'IT01234567890_00A1B_RC_001.xml',
    notification(
      FATTURAPA,
      'RicevutaConsegna',
      '<Destinatario><Codice>UFY9MH</Codice><Descrizione>Ufficio di prova</Descrizione></Destinatario>',
    ),
    { office: 'UFY9MH', officeName: 'Ufficio di prova' },
  ],
  [
    'IT01234567890_00A1B_NS_001.xml',
    REJECTION,
    { sdiReceived: '2026-09-18T10:00:00.000+02:00', errors: '00404 Fattura duplicata; 00423 Prezzo totale non calcolato' },
  ],
  [
    'IT01234567890_00A1B_NS_002.XML',
    notification(IVASERVIZI, 'RicevutaScarto', '<ListaErrori><Errore><Codice>00311</Codice></Errore></ListaErrori>'),
    { errors: '00311' },
  ],
  [
    'IT01234567890_00A1B_MC_001.xml',
    notification(
      IVASERVIZI,
      'RicevutaImpossibilitaRecapito',
      "<DataMessaADisposizione>2026-09-19</DataMessaADisposizione><Descrizione>A disposizione\n  nell'area riservata</Descrizione>",
    ),
    { availableFrom: '2026-09-19', description: "A disposizione nell'area riservata" },
  ],
  [
    'IT01234567890_00A1B_MC_001.xml',
    notification(FATTURAPA, 'NotificaMancataConsegna', '<Descrizione>Nuovo tentativo</Descrizione>'),
    { description: 'Nuovo tentativo' },
  ],
  [
    'IT01234567890_00A1B_NE_001.xml',
    notification(
      FATTURAPA,
      'NotificaEsito',
      '<EsitoCommittente versione="1.0"><IdentificativoSdI>9001</IdentificativoSdI><Esito>EC02</Esito><Descrizione>Importo errato</Descrizione></EsitoCommittente>',
    ),
    { outcome: 'EC02', description: 'Importo errato' },
  ],
  ['IT01234567890_00A1B_EC_001.xml', notification(FATTURAPA, 'NotificaEsitoCommittente', '<Esito>EC01</Esito>'), { outcome: 'EC01' }],
  ['IT01234567890_00A1B_SE_001.xml', notification(FATTURAPA, 'ScartoEsitoCommittente', '<Scarto>EN01</Scarto>'), { rejection: 'EN01' }],
  ['IT01234567890_00A1B_DT_001.xml', notification(FATTURAPA, 'NotificaDecorrenzaTermini', '<Note> </Note>'), {}],
  ['IT01234567890_00A1B_AT_001.xml', notification(FATTURAPA, 'AttestazioneTrasmissioneFattura', '<Note>prova</Note>'), { note: 'prova' }],
  [
    'IT01234567890_00A1B_MT_001.xml',
    notification(FATTURAPA, 'MetadatiInvioFile', '<CodiceDestinatario>UFY9MH</CodiceDestinatario>'),
    { office: 'UFY9MH' },
  ],
  ['IT01234567890_00A1B_MT_001.xml', notification(IVASERVIZI, 'FileMetadati', '<Formato>FPR12</Formato>'), {}],
];

it.each(SDI)('%s', async (fileName, xml, facts) => {
  const type = /_([A-Z]{2})_/.exec(fileName)?.[1];
  const common = { sdiId: '9001', invoiceFile: 'IT01234567890_00A1B.xml.p7m', sdiMessageId: '77' };
  expect(await read(fileName, xml)).toEqual([{ system: 'sdi', type, fileName, facts: { ...common, ...facts } }]);
});

const NUMBER = { administration: 'c_z999', area: 'AOO1', register: 'PG', number: '0000088', date: '2026-09-18' };
const ABOUT = { aboutAdministration: 'c_z999', aboutNumber: '0000012', aboutDate: '2026-09-17' };
const about = `<MessaggioRicevuto>${identify('0000012', '2026-09-17')}</MessaggioRicevuto>`;
const heading = `<Intestazione>${identify('0000088')}<Origine/><Oggetto>Avviso di gara</Oggetto></Intestazione><Descrizione/>`;

const PROTOCOLLO: [name: string, root: string, content: string, type: string, facts: Record<string, string>][] = [
  ['Segnatura.xml', 'Segnatura', heading, 'segnatura', { ...NUMBER, subject: 'Avviso di gara' }],
  ['Conferma.xml', 'ConfermaRicezione', identify('0000088') + about, 'conferma', { ...NUMBER, ...ABOUT }],
  ['ConfermaRicezione.xml', 'ConfermaRicezione', identify('0000088') + about, 'conferma', { ...NUMBER, ...ABOUT }],
  [
    'Eccezione.xml',
    'NotificaEccezione',
    `${about}<Motivo>Allegato mancante</Motivo>`,
    'eccezione',
    { ...ABOUT, reason: 'Allegato mancante' },
  ],
  ['Aggiornamento.xml', 'AggiornamentoConferma', identify('0000088') + about, 'aggiornamento', { ...NUMBER, ...ABOUT }],
  [
    'Annullamento.xml',
    'AnnullamentoProtocollazione',
    `${identify('0000088')}<Motivo>Doppio</Motivo><Provvedimento>Det. 3</Provvedimento>`,
    'annullamento',
    { ...NUMBER, reason: 'Doppio', measure: 'Det. 3' },
  ],
];

describe.each([
  ['2001, with the name of a DTD', ''],
  ['2013', DIGITPA],
])('registry messages of %s', (_, namespace) => {
  it.each(PROTOCOLLO)('%s', async (fileName, root, content, type, facts) => {
    expect(await read(fileName, registry(namespace, root, content))).toEqual([{ system: 'protocollo', type, fileName, facts }]);
  });
});

it('reads the segnatura of 2021, signed', async () => {
  const signed = `${heading}<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>`;
  expect(await read('segnatura.xml', registry(AGID, 'SegnaturaInformatica', signed))).toEqual([
    { system: 'protocollo', type: 'segnatura', fileName: 'segnatura.xml', facts: { ...NUMBER, subject: 'Avviso di gara' } },
  ]);
});

it('reads accented words in the declared encoding', async () => {
  const xml = registry('', 'NotificaEccezione', `${about}<Motivo>Perché manca</Motivo>`);
  const [item] = await read(
    'eccezione.xml',
    Uint8Array.from(xml, (letter) => letter.charCodeAt(0)),
  );
  expect(item?.facts.reason).toBe('Perché manca');
});

it('knows an invoice by its name alone and opens none', async () => {
  const names = ['IT01234567890_00A1B.xml', 'IT01234567890_00A1B.xml.p7m'];
  const items = await findSecondLayer(toOriginal(names.map((name) => attach(name, '<!DOCTYPE a [<!ENTITY b "c">]><a/>'))));
  expect(items).toEqual(names.map((fileName) => ({ system: 'sdi', type: 'invoice', fileName, facts: {} })));
});

it('finds several in one message, and says a copy once', async () => {
  const files = [
    attach('Conferma.xml', CONFIRMATION),
    attach('atto.pdf', '%PDF'),
    attach('IT01234567890_00A1B_NS_001.xml', REJECTION),
    attach('IT01234567890_00A1B_NS_001.xml', REJECTION),
    attach('IT01234567890_00A1B_NS_001.xml', REJECTION.replace('9001', '9002')),
  ];
  const items = await findSecondLayer(toOriginal(files));
  expect(items.map(({ type, facts }) => [type, facts.number ?? facts.sdiId])).toEqual([
    ['conferma', '0004711'],
    ['NS', '9001'],
    ['NS', '9002'],
  ]);
});

it('finds nothing in an ordinary message', async () => {
  expect(await findSecondLayer(toOriginal([]))).toEqual([]);
  expect(await read('relazione.xml', CONFIRMATION)).toEqual([]);
});
