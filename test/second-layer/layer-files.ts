// Files of second systems, written for these tests: every generation of their names, namespaces and roots, and originals that carry them.
import type { Attachment } from '../pki/original-message';
import { createOriginal } from '../pki/original-message';

export const FATTURAPA = 'http://www.fatturapa.gov.it/sdi/messaggi/v1.0';
export const IVASERVIZI = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fattura/messaggi/v1.0';
export const DIGITPA = 'http://www.digitPa.gov.it/protocollo/';
export const AGID = 'http://www.agid.gov.it/protocollo/';

const SDI_HEAD = '<IdentificativoSdI>9001</IdentificativoSdI><NomeFile>IT01234567890_00A1B.xml.p7m</NomeFile>';

/** A signature as notifications bear it: deeper than the rest, and of a vocabulary of its own. */
const SIGNATURE =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Reference URI=""><NomeFile xmlns="urn:other">' +
  'altro.xml</NomeFile></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>';

export const notification = (namespace: string, root: string, content: string, head = SDI_HEAD): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/xsl" href="stile.xsl"?>\n` +
  `<n:${root} xmlns:n="${namespace}" versione="1.0">${head}${content}<MessageId>77</MessageId>${SIGNATURE}</n:${root}>`;

export const identify = (number: string, date = '2026-09-18'): string =>
  `<Identificatore><CodiceAmministrazione>c_z999</CodiceAmministrazione><CodiceAOO>AOO1</CodiceAOO>` +
  `<CodiceRegistro>PG</CodiceRegistro><NumeroRegistrazione>${number}</NumeroRegistrazione>` +
  `<DataRegistrazione>${date}</DataRegistrazione></Identificatore>`;

/** @param namespace '' for the files of 2001, which name a DTD and have none */
export const registry = (namespace: string, root: string, content: string): string =>
  namespace === ''
    ? `<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE ${root} SYSTEM "Segnatura.dtd">\n<${root} versione="2001-05-07">${content}</${root}>`
    : `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`;

export const REJECTION = notification(
  FATTURAPA,
  'NotificaScarto',
  '<DataOraRicezione>2026-09-18T10:00:00.000+02:00</DataOraRicezione><ListaErrori>' +
    '<Errore><Codice>00404</Codice><Descrizione>Fattura duplicata</Descrizione></Errore>' +
    '<Errore><Codice>00423</Codice><Descrizione>Prezzo totale non calcolato</Descrizione></Errore></ListaErrori>',
);

export const CONFIRMATION = registry(
  DIGITPA,
  'ConfermaRicezione',
  `${identify('0004711')}<MessaggioRicevuto>${identify('0000012', '2026-09-17')}</MessaggioRicevuto>`,
);

export const attach = (name: string, content: string | Uint8Array): Attachment => ({
  name,
  type: 'application/octet-stream',
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});

export const toOriginal = (attachments: readonly Attachment[]): Uint8Array =>
  createOriginal({
    sender: 'sdi01@pec.fatturapa.it',
    to: ['studio@pec.alfa.example'],
    cc: [],
    subject: 'Notifica di scarto 9001',
    messageId: 'n1@sdi.example',
    date: new Date('2026-09-18T08:00:00Z'),
    text: 'In allegato la notifica.\n',
    attachments,
  });
