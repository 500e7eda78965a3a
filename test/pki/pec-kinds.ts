// Every kind of PEC message as data: headers, subject prefix, whom it goes to, what it carries (RFC 6109 sections 3.1 to 3.3).
import type { LayoutName } from './test-providers';

export type PecKind =
  | 'accettazione'
  | 'non-accettazione'
  | 'presa-in-carico'
  | 'avvenuta-consegna'
  | 'posta-certificata'
  | 'errore-consegna'
  | 'preavviso-errore-consegna'
  | 'rilevazione-virus'
  | 'anomalia';

/** Why a notice was written; it decides subject, `errore` and `errore-esteso`. */
export type Reason = 'formal' | 'virus' | 'unknown-mailbox' | 'mailbox-full' | 'unknown-domain' | '12-hours' | '24-hours';

type KindData = {
  prefix: string;
  audience: 'sender' | 'sender-provider' | 'recipients';
  /** Names the one address it is about. */
  namesDelivery: boolean;
  /** Where the type of receipt that was asked for is written. */
  namesReceiptType: boolean;
  defaultReason: Reason | null;
};

const toSender = { audience: 'sender', namesDelivery: false, namesReceiptType: false, defaultReason: null } as const;

export const PEC_KINDS: Record<PecKind, KindData> = {
  accettazione: { ...toSender, prefix: 'ACCETTAZIONE: ' },
  'non-accettazione': { ...toSender, prefix: 'AVVISO DI NON ACCETTAZIONE: ', defaultReason: 'formal' },
  'presa-in-carico': { ...toSender, prefix: 'PRESA IN CARICO: ', audience: 'sender-provider' },
  'avvenuta-consegna': { ...toSender, prefix: 'CONSEGNA: ', namesDelivery: true, namesReceiptType: true },
  'posta-certificata': { ...toSender, prefix: 'POSTA CERTIFICATA: ', audience: 'recipients', namesReceiptType: true },
  'errore-consegna': { ...toSender, prefix: 'AVVISO DI MANCATA CONSEGNA: ', namesDelivery: true, defaultReason: 'unknown-mailbox' },
  'preavviso-errore-consegna': {
    ...toSender,
    prefix: 'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: ',
    namesDelivery: true,
    defaultReason: '12-hours',
  },
  'rilevazione-virus': {
    prefix: 'PROBLEMA DI SICUREZZA: ',
    audience: 'sender-provider',
    namesDelivery: true,
    namesReceiptType: false,
    defaultReason: 'virus',
  },
  anomalia: { ...toSender, prefix: 'ANOMALIA MESSAGGIO: ', audience: 'recipients' },
};

export const subjectPrefix = (kind: PecKind, reason: Reason | null): string => {
  const { prefix } = PEC_KINDS[kind];
  const forVirus = reason === 'virus' && (kind === 'non-accettazione' || kind === 'errore-consegna');
  return forVirus ? prefix.replace(': ', ' PER VIRUS: ') : prefix;
};

/** Codes of AgID Note 12; the 12-hour code is not confirmed by any sample. */
const EXTENDED: Record<Exclude<Reason, 'formal'>, [code: string, text: string]> = {
  virus: ['5.5.1', 'presenza di un virus nel messaggio'],
  'unknown-mailbox': ['5.1.1', 'indirizzo non valido'],
  'mailbox-full': ['5.2.2', 'casella piena'],
  'unknown-domain': ['5.1.2', 'dominio inesistente'],
  '12-hours': ['4.4.1', 'il messaggio non è stato consegnato nelle prime dodici ore dal suo invio'],
  '24-hours': ['5.4.1', 'il messaggio non è stato consegnato nelle prime ventiquattro ore dal suo invio'],
};

export type ErrorFields = { error: string; extendedError: string | null };

export const errorFields = (reason: Reason | null, issuerName: string, layout: LayoutName): ErrorFields => {
  if (reason === null) return { error: 'nessuno', extendedError: null };
  if (reason === 'formal') return { error: 'altro', extendedError: null };
  const [code, text] = EXTENDED[reason];
  const extendedError = `${code} - ${issuerName} - ${text}`;
  if (reason === 'virus') return { error: 'virus', extendedError };
  // The platform of 2026 writes `altro` where the rules say `no-dest`: only the code decides there.
  if (reason === 'unknown-mailbox') return { error: layout === 'javamail' ? 'altro' : 'no-dest', extendedError };
  return { error: reason === 'unknown-domain' ? 'no-dominio' : 'altro', extendedError };
};

/** One entry per row of the rules' table, for tests that walk through all of them. */
export const PEC_VARIANTS: readonly { name: string; kind: PecKind; reason?: Reason; receiptType?: 'completa' | 'breve' | 'sintetica' }[] = [
  { name: 'accettazione', kind: 'accettazione' },
  { name: 'non-accettazione', kind: 'non-accettazione', reason: 'formal' },
  { name: 'non-accettazione-virus', kind: 'non-accettazione', reason: 'virus' },
  { name: 'presa-in-carico', kind: 'presa-in-carico' },
  { name: 'avvenuta-consegna-completa', kind: 'avvenuta-consegna', receiptType: 'completa' },
  { name: 'avvenuta-consegna-breve', kind: 'avvenuta-consegna', receiptType: 'breve' },
  { name: 'avvenuta-consegna-sintetica', kind: 'avvenuta-consegna', receiptType: 'sintetica' },
  { name: 'posta-certificata', kind: 'posta-certificata' },
  { name: 'errore-consegna-inesistente', kind: 'errore-consegna', reason: 'unknown-mailbox' },
  { name: 'errore-consegna-piena', kind: 'errore-consegna', reason: 'mailbox-full' },
  { name: 'errore-consegna-dominio', kind: 'errore-consegna', reason: 'unknown-domain' },
  { name: 'errore-consegna-virus', kind: 'errore-consegna', reason: 'virus' },
  { name: 'preavviso-12-ore', kind: 'preavviso-errore-consegna', reason: '12-hours' },
  { name: 'preavviso-24-ore', kind: 'preavviso-errore-consegna', reason: '24-hours' },
  { name: 'rilevazione-virus', kind: 'rilevazione-virus', reason: 'virus' },
  { name: 'anomalia', kind: 'anomalia' },
];
