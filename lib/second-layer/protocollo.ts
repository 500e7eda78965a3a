// Messages between registry offices: segnatura and its answers (circolari AIPA 28/2001 and AgID 60/2013; AgID guidelines of 2021).
import { MalformedInput } from '../verify/errors';
import { type FactRule, toLayerFacts } from './layer-facts';
import type { LayerXml } from './parse-layer-xml';
import type { ProtocolloType } from './second-layer-item';

/** None in the DTD of 2001, then that of each schema. */
const NAMESPACES = ['', 'http://www.digitPa.gov.it/protocollo/', 'http://www.agid.gov.it/protocollo/'];

const ROOTS = new Map<string, ProtocolloType>([
  ['Segnatura', 'segnatura'],
  ['SegnaturaInformatica', 'segnatura'],
  ['ConfermaRicezione', 'conferma'],
  ['NotificaEccezione', 'eccezione'],
  ['AggiornamentoConferma', 'aggiornamento'],
  ['AnnullamentoProtocollazione', 'annullamento'],
]);

const NAMES = new Map<string, ProtocolloType>([
  ['segnatura.xml', 'segnatura'],
  ['conferma.xml', 'conferma'],
  ['confermaricezione.xml', 'conferma'],
  ['eccezione.xml', 'eccezione'],
  ['aggiornamento.xml', 'aggiornamento'],
  ['annullamento.xml', 'annullamento'],
]);

const identify = (prefix: string): FactRule[] => [
  ['administration', `${prefix}Identificatore/CodiceAmministrazione`],
  ['area', `${prefix}Identificatore/CodiceAOO`],
  ['register', `${prefix}Identificatore/CodiceRegistro`],
  ['number', `${prefix}Identificatore/NumeroRegistrazione`],
  ['date', `${prefix}Identificatore/DataRegistrazione`],
];

const ABOUT: readonly FactRule[] = [
  ['aboutAdministration', 'MessaggioRicevuto/Identificatore/CodiceAmministrazione'],
  ['aboutNumber', 'MessaggioRicevuto/Identificatore/NumeroRegistrazione'],
  ['aboutDate', 'MessaggioRicevuto/Identificatore/DataRegistrazione'],
];

const OWN: readonly FactRule[] = [['subject', 'Intestazione/Oggetto'], ...identify('Intestazione/')];

const ANSWER: readonly FactRule[] = [['reason', 'Motivo'], ['measure', 'Provvedimento'], ...identify(''), ...ABOUT];

export const findProtocolloName = (fileName: string): ProtocolloType | undefined => NAMES.get(fileName.toLowerCase());

/** @throws MalformedInput when the content is not what the name says */
export const toProtocolloFacts = (xml: LayerXml, named: ProtocolloType): { type: ProtocolloType; facts: Record<string, string> } => {
  const type = NAMESPACES.includes(xml.namespace) ? ROOTS.get(xml.root) : undefined;
  if (type === undefined || type !== named) throw new MalformedInput('root');
  // An office that refuses a message may have given it no number.
  const required = type === 'eccezione' ? ['reason'] : ['number'];
  return { type, facts: toLayerFacts(xml, type === 'segnatura' ? OWN : ANSWER, required) };
};
