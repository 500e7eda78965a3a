// What a verification says: codes and facts only, JSON-safe; sentences live in the locales.

export type Verdict = 'verified' | 'failed' | 'inconclusive' | 'not-pec';

/** The eight `tipo` values of daticert.xml (RFC 6109 section 4.4), whole tokens. */
export const CERTIFIED_KINDS = [
  'accettazione',
  'non-accettazione',
  'presa-in-carico',
  'avvenuta-consegna',
  'posta-certificata',
  'errore-consegna',
  'preavviso-errore-consegna',
  'rilevazione-virus',
] as const;

export type CertifiedKind = (typeof CERTIFIED_KINDS)[number];

/** `anomalia` is the anomaly envelope (RFC 6109 section 3.2.2), which carries no daticert.xml. */
export type Kind = CertifiedKind | 'anomalia' | 'none';

export const CHECK_IDS = [
  'message-structure',
  'signature-integrity',
  'signer-certificate',
  'provider-trust',
  'certification-data',
  'sender-identity',
  'header-agreement',
  'time-coherence',
  'original-message',
  'revocation',
  'timestamp',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export type Code = `${CheckId}.${string}`;

export type Facts = { [name: string]: string | number | boolean | string[] };

export type CheckResult =
  | { check: CheckId; status: 'passed'; facts: Facts; notes: Code[] }
  | { check: CheckId; status: 'failed'; facts: Facts; reason: Code }
  | { check: CheckId; status: 'undetermined'; facts: Facts; reason: Code };

export type RecipientType = 'certificato' | 'esterno';
export type ReceiptType = 'completa' | 'breve' | 'sintetica';
export type CertifiedError = 'nessuno' | 'no-dest' | 'no-dominio' | 'virus' | 'altro';

/** What the signed daticert.xml says (RFC 6109 section 4.4); null in a report whose required checks failed. */
export type CertifiedFacts = {
  kind: CertifiedKind;
  error: CertifiedError;
  /** `mittente`. */
  sender: string;
  /** `destinatari`: every To and Cc of the original, in order. */
  recipients: { address: string; type: RecipientType }[];
  /** `risposte`. */
  replyTo: string | null;
  /** `oggetto`. */
  subject: string | null;
  /** `gestore-emittente`: free text, never an identity. */
  issuerName: string;
  /** The certified instant with the certified offset, ISO 8601: `2026-09-19T15:41:20+02:00`. */
  time: string;
  /** `identificativo`: the provider's id of the transport envelope, without angle brackets. */
  identifier: string;
  /** `msgid`: Message-ID of the original, without angle brackets. */
  messageId: string | null;
  /** `ricevuta`: the type of receipt that was asked for. */
  receiptType: ReceiptType | null;
  /** `consegna`: the one address this receipt or notice is about. */
  delivery: string | null;
  /** `ricezione`: recipients covered by a presa-in-carico. */
  takenInCharge: string[];
  /** `errore-esteso`, the whole text. */
  extendedError: string | null;
  /** Its leading `d.d.d` (AgID Note 12), for instance `5.1.1`. */
  errorCode: string | null;
};

export type Report = {
  format: 1;
  verdict: Verdict;
  /** What the message is, or claims to be when the verdict is not `verified`. */
  kind: Kind;
  checks: CheckResult[];
  certified: CertifiedFacts | null;
  /** Signed PEC messages found inside, each judged by its own bytes. */
  enclosed: Report[];
  /** The instant validity was judged for (signing time, else certified time), ISO 8601 in UTC; '' when there was none. */
  judgedAt: string;
  /** Date of the built-in trust data, `YYYY-MM-DD`. */
  trustListDate: string;
  /** SHA-256 of the bytes judged, lowercase hex: the key of the evidence. */
  sha256: string;
};
