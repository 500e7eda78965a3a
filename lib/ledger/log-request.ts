// A letter to the sender's provider that asks for the log of a message whose receipts are missing; in Italian, as whoever reads it.
import { toVisibleText } from '../visible-text';
import { formatInstant } from '../wording';
import { findLogEnd } from './deadlines';
import type { LedgerMessage, LedgerRecipient } from './ledger-message';
import { isOwnKey } from './link';
import { toInstant } from './proof';
import { isProofOut, toProven } from './proven';

export type LogRequest = {
  text: string;
  /** For the file; not yet cleaned for a disk. */
  fileName: string;
  /** Until when providers keep the log, ISO 8601. */
  until: string;
};

/** Acceptance and envelope are signed by the sender's provider; a delivery is not. */
const findOwnProvider = (message: LedgerMessage): string | null =>
  toProven(message).find(({ kind, provider }) => (kind === 'accettazione' || kind === 'posta-certificata') && provider !== '')?.provider ??
  null;

const toMissingLine = ({ address, state, at }: LedgerRecipient): string =>
  state === 'warned' && at !== null ? `- ${address} (preavviso di mancata consegna del ${formatInstant(at)})` : `- ${address}`;

const toMissing = ({ state, recipients }: LedgerMessage): string[] => {
  const silent = recipients.filter((recipient) => recipient.state === 'waiting' || recipient.state === 'warned');
  return [
    ...(state === 'sent' ? ['Manca la ricevuta di accettazione.', ''] : []),
    ...(silent.length === 0
      ? []
      : ['Destinatari per cui mancano sia la ricevuta di avvenuta consegna sia un avviso definitivo:', ...silent.map(toMissingLine), '']),
  ];
};

const toFacts = ({ identifier, messageId, from, subject, recipients, acceptedAt }: LedgerMessage): string[] => [
  `Identificativo del messaggio: ${identifier}`,
  ...(messageId === null ? [] : [`Message-ID originale: ${messageId}`]),
  `Mittente: ${from}`,
  `Destinatari: ${recipients.map(({ address }) => address).join(', ')}`,
  ...(subject === null ? [] : [`Oggetto: ${subject}`]),
  `Accettazione: ${acceptedAt === null ? 'ricevuta non disponibile' : formatInstant(acceptedAt)}`,
];

const toLines = (message: LedgerMessage, until: string): string[] => [
  'Oggetto: richiesta dei dati di log di un messaggio di posta elettronica certificata',
  '',
  `Spett.le ${findOwnProvider(message) ?? '[nome del gestore PEC del mittente]'}`,
  '',
  `[nome e cognome], titolare della casella ${message.from}, chiede i dati registrati nei log per il messaggio seguente, di cui non ha tutte le ricevute.`,
  '',
  ...toFacts(message),
  '',
  ...toMissing(message),
  'Riferimenti: DPR 11 febbraio 2005, n. 68, art. 6, comma 7 (dati dei log quando le ricevute non sono disponibili) e art. 11 (conservazione dei log per trenta mesi).',
  `I trenta mesi per questo messaggio finiscono il ${formatInstant(until, 'day')}.`,
  '',
  '[luogo e data]',
  '[firma]',
];

/** Null where nothing is missing, nothing is proven, or the log is gone. Line by line harmless: subject and addresses come from mail. */
export const toLogRequest = (message: LedgerMessage, now: string): LogRequest | null => {
  const until = findLogEnd(message);
  if (until === null || isOwnKey(message.identifier) || !isProofOut(message) || toInstant(now) > toInstant(until)) return null;
  return {
    text: `${toLines(message, until).map(toVisibleText).join('\n')}\n`,
    fileName: `richiesta-log-${message.identifier}.txt`,
    until,
  };
};
