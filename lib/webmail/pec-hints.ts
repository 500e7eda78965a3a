// Tells whether what a page shows of a message looks like PEC: a neutral hint, never a verdict, because anyone can write these words.

/** Subject prefixes of RFC 6109, whole and in upper case; the standard's own line wrap doubles a space in "SUP. TEMPO". */
const SUBJECT_PREFIXES = [
  'POSTA CERTIFICATA',
  'ACCETTAZIONE',
  'AVVISO DI NON ACCETTAZIONE',
  'AVVISO DI NON ACCETTAZIONE PER VIRUS',
  'PRESA IN CARICO',
  'CONSEGNA',
  'AVVISO DI MANCATA CONSEGNA',
  'AVVISO DI MANCATA CONSEGNA PER VIRUS',
  'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO',
  'PROBLEMA DI SICUREZZA',
  'ANOMALIA MESSAGGIO',
];
const ATTACHMENT_NAMES = ['daticert.xml', 'postacert.eml', 'smime.p7s'];

export type PageTexts = { subjects: string[]; senders: string[]; attachments: string[] };

export const hasPecSubject = (subject: string): boolean => {
  const [prefix, ...rest] = subject.slice(0, 200).replace(/\s+/g, ' ').split(':');
  return rest.length > 0 && SUBJECT_PREFIXES.includes(prefix ?? '');
};

export const isPecSender = (sender: string): boolean => /^(?:mailto:)?posta-certificata@|^"?Per conto di: /i.test(sender);

export const isPecAttachment = (name: string): boolean => ATTACHMENT_NAMES.includes(name.toLowerCase());

/** Of a text that may be any of the three. */
export const isPecText = (text: string): boolean => hasPecSubject(text) || isPecSender(text) || isPecAttachment(text);

export const looksLikePec = ({ subjects, senders, attachments }: PageTexts): boolean =>
  subjects.some(hasPecSubject) || senders.some(isPecSender) || attachments.some(isPecAttachment);
