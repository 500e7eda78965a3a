// Notifications of the Sistema di Interscambio (Agenzia delle Entrate, MessaggiTypes 1.0 and 1.1): recognised by file name and root together.
import { MalformedInput } from '../verify/errors';
import { type FactRule, toFactText, toLayerFacts } from './layer-facts';
import { LAYER_LIMITS } from './limits';
import type { LayerXml } from './parse-layer-xml';
import type { SdiType } from './second-layer-item';

/** Invoices to public offices. */
const FATTURAPA = 'http://www.fatturapa.gov.it/sdi/messaggi/v1.0';
/** Invoices between private parties. */
const IVASERVIZI = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fattura/messaggi/v1.0';

const ROOTS = new Map<string, SdiType>([
  [`${FATTURAPA} RicevutaConsegna`, 'RC'],
  [`${FATTURAPA} NotificaScarto`, 'NS'],
  [`${FATTURAPA} NotificaMancataConsegna`, 'MC'],
  [`${FATTURAPA} NotificaEsito`, 'NE'],
  [`${FATTURAPA} NotificaEsitoCommittente`, 'EC'],
  [`${FATTURAPA} ScartoEsitoCommittente`, 'SE'],
  [`${FATTURAPA} NotificaDecorrenzaTermini`, 'DT'],
  [`${FATTURAPA} AttestazioneTrasmissioneFattura`, 'AT'],
  [`${FATTURAPA} MetadatiInvioFile`, 'MT'],
  [`${IVASERVIZI} RicevutaConsegna`, 'RC'],
  [`${IVASERVIZI} RicevutaScarto`, 'NS'],
  [`${IVASERVIZI} RicevutaImpossibilitaRecapito`, 'MC'],
  [`${IVASERVIZI} FileMetadati`, 'MT'],
]);

const FACTS: readonly FactRule[] = [
  ['sdiId', 'IdentificativoSdI'],
  ['invoiceFile', 'NomeFile'],
  ['outcome', 'EsitoCommittente/Esito', 'Esito'],
  ['rejection', 'Scarto'],
  ['sdiReceived', 'DataOraRicezione'],
  ['sdiDelivered', 'DataOraConsegna'],
  ['availableFrom', 'DataMessaADisposizione'],
  ['office', 'Destinatario/Codice', 'CodiceDestinatario'],
  ['officeName', 'Destinatario/Descrizione'],
  ['description', 'EsitoCommittente/Descrizione', 'Descrizione'],
  ['note', 'Note'],
  ['sdiMessageId', 'MessageId'],
];

const NAME = /^[A-Z]{2}[A-Za-z0-9]{1,28}_[A-Za-z0-9]{1,5}(?:_(RC|NS|MC|NE|EC|SE|DT|AT|MT)_[A-Za-z0-9]{1,3})?\.(?:xml|XML)(\.p7m|\.P7M)?$/;

/** What the name of a file says it is; undefined for a name that is none of the system's. */
export const findSdiName = (fileName: string): SdiType | 'wrapped' | undefined => {
  const match = NAME.exec(fileName);
  if (!match) return undefined;
  const [, code, isWrapped] = match;
  if (code === undefined) return 'invoice';
  // A notification bears its signature inside (XAdES): one in a CMS envelope has not been seen.
  return isWrapped === undefined ? (code as SdiType) : 'wrapped';
};

/** `00404 Fattura duplicata; 00423 …`, in the order of the file. */
const toErrors = ({ elements }: LayerXml): string => {
  const errors: string[] = [];
  for (const { path, text } of elements) {
    if (path === 'ListaErrori/Errore') errors.push('');
    else if (path === 'ListaErrori/Errore/Codice' || path === 'ListaErrori/Errore/Descrizione') {
      errors.push(`${errors.pop() ?? ''} ${text}`);
    }
  }
  const shown = errors.map(toFactText).filter((error) => error !== '');
  const left = shown.length - LAYER_LIMITS.errors;
  return [...shown.slice(0, LAYER_LIMITS.errors), ...(left > 0 ? [`+${left}`] : [])].join('; ');
};

/** @throws MalformedInput when the content is not what the name says */
export const toSdiFacts = (xml: LayerXml, named: SdiType | 'wrapped'): { type: SdiType; facts: Record<string, string> } => {
  const type = ROOTS.get(`${xml.namespace} ${xml.root}`);
  if (type === undefined || type !== named) throw new MalformedInput('root');
  const facts = toLayerFacts(xml, FACTS, ['sdiId']);
  const errors = toErrors(xml);
  return { type, facts: errors === '' ? facts : { ...facts, errors } };
};
