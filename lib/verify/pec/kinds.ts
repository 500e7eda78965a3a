// The names of PEC messages: header values and subject prefixes as RFC 6109 section 3 writes them, compared as whole tokens.
import { CERTIFIED_KINDS, type CertifiedKind, type Kind } from '../report';

export const isCertifiedKind = (value: string): value is CertifiedKind => (CERTIFIED_KINDS as readonly string[]).includes(value);

/** Kind that an X-Ricevuta value names; `posta-certificata` is a transport value and no receipt. */
export const findReceiptKind = (value: string): CertifiedKind | undefined =>
  isCertifiedKind(value) && value !== 'posta-certificata' ? value : undefined;

/** Kind that an X-Trasporto value names (RFC 6109 sections 3.1.5 and 3.2.2). */
export const findTransportKind = (value: string): Kind | undefined =>
  value === 'posta-certificata' ? 'posta-certificata' : value === 'errore' ? 'anomalia' : undefined;

/** Subject prefixes, longest first where one begins another, white space single (RFC 6109 prints "SUP.  TEMPO" with two). */
const SUBJECT_PREFIXES: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO:', 'preavviso-errore-consegna'],
  ['AVVISO DI MANCATA CONSEGNA PER VIRUS:', 'errore-consegna'],
  ['AVVISO DI MANCATA CONSEGNA:', 'errore-consegna'],
  ['AVVISO DI NON ACCETTAZIONE PER VIRUS:', 'non-accettazione'],
  ['AVVISO DI NON ACCETTAZIONE:', 'non-accettazione'],
  ['POSTA CERTIFICATA:', 'posta-certificata'],
  ['ACCETTAZIONE:', 'accettazione'],
  ['CONSEGNA:', 'avvenuta-consegna'],
  ['PRESA IN CARICO:', 'presa-in-carico'],
  ['PROBLEMA DI SICUREZZA:', 'rilevazione-virus'],
  ['ANOMALIA MESSAGGIO:', 'anomalia'],
];

/** As the eye reads it: compatible letters made one, what has no width left out, white space single. */
const collapse = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The exact upper-case prefix at the very start of a decoded subject, and what follows it. */
export const findSubjectPrefix = (subject: string): { kind: Kind; rest: string } | undefined => {
  const text = collapse(subject);
  const entry = SUBJECT_PREFIXES.find(([prefix]) => text.startsWith(prefix));
  return entry && { kind: entry[1], rest: text.slice(entry[0].length).trim() };
};

/** As the eye reads it, case kept: for comparing what certified data and headers say. */
export const toComparableText = collapse;
