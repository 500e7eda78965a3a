// The words a provider writes for people, one short text per kind; nothing is ever read from them.
import { escapeMarkup } from './mime-text';
import type { PecKind, Reason } from './pec-kinds';
import type { RomeTime } from './rome-time';
import type { Transmission } from './transmission';

export type HumanText = { plain: string; html: string };

export type HumanFields = {
  kind: PecKind;
  reason: Reason | null;
  transmission: Transmission;
  delivery: string | null;
  issuerName: string;
  time: RomeTime;
  extendedError: string | null;
};

const TITLES: Record<PecKind, string> = {
  accettazione: 'Ricevuta di accettazione',
  'non-accettazione': 'Avviso di non accettazione',
  'presa-in-carico': 'Ricevuta di presa in carico',
  'avvenuta-consegna': 'Ricevuta di avvenuta consegna',
  'posta-certificata': 'Messaggio di posta certificata',
  'errore-consegna': 'Avviso di mancata consegna',
  'preavviso-errore-consegna': 'Avviso di mancata consegna per superamento dei tempi',
  'rilevazione-virus': 'Avviso di rilevazione di un virus',
  anomalia: "Messaggio arrivato con un'anomalia",
};

const listed = ({ recipients }: Transmission): string[] =>
  recipients.map(({ address, type }) => `- ${address} (${type === 'certificato' ? '"posta certificata"' : '"posta ordinaria"'})`);

const OUTCOMES: Record<PecKind, (fields: HumanFields) => string[]> = {
  accettazione: ({ transmission }) => ['è stato preso dal nostro sistema e avviato verso:', ...listed(transmission)],
  'non-accettazione': ({ reason }) => [
    'non può essere spedito e torna al mittente.',
    reason === 'virus'
      ? 'Causa: il contenuto è infetto da un virus.'
      : 'Causa: mittente o destinatari non rispettano le regole della posta certificata.',
  ],
  'presa-in-carico': ({ transmission }) => ['è entrato nel nostro sistema per i destinatari:', ...listed(transmission)],
  'avvenuta-consegna': ({ delivery }) => [`è ora disponibile nella casella di ${delivery}.`],
  'posta-certificata': ({ transmission }) => [
    'viaggia in questa busta verso:',
    ...listed(transmission),
    "L'originale è l'allegato postacert.eml.",
  ],
  'errore-consegna': ({ delivery, extendedError }) => [`non è arrivato nella casella di ${delivery}.`, `Errore: ${extendedError}.`],
  'preavviso-errore-consegna': ({ delivery, reason }) => [
    `non risulta ancora consegnato a ${delivery}.`,
    reason === '24-hours'
      ? 'Sono passate ventiquattro ore: la consegna è da ritenere fallita.'
      : 'Sono passate dodici ore: il tentativo prosegue.',
  ],
  'rilevazione-virus': ({ delivery }) => [`destinato a ${delivery} contiene un virus e resta fermo presso di noi.`],
  anomalia: () => ['è arrivato come posta ordinaria oppure non integro: il suo contenuto non è certificato.'],
};

export const createHumanText = (fields: HumanFields): HumanText => {
  const { transmission, time } = fields;
  const lines = [
    `Il giorno ${time.day} alle ore ${time.clock} (${time.zone}) il messaggio`,
    `"${transmission.subject ?? ''}" di ${transmission.sender}`,
    ...OUTCOMES[fields.kind](fields),
    `Identificativo del messaggio: ${transmission.identifier}`,
    `Gestore: ${fields.issuerName}`,
  ];
  const title = TITLES[fields.kind];
  const paragraphs = lines.map((line) => `${toEntities(escapeMarkup(line))}<br>`);
  return {
    plain: [`-- ${title} --`, '', ...lines, ''].join('\n'),
    html: ['<html>', `<head><title>${title}</title></head>`, '<body>', `<h3>${title}</h3>`, ...paragraphs, '</body>', '</html>', ''].join(
      '\n',
    ),
  };
};

const toEntities = (text: string): string => text.replaceAll('è', '&egrave;').replaceAll('ò', '&ograve;').replaceAll('à', '&agrave;');
