// One row of the ledger: a message, the state of each recipient, and the evidence for it. Types only.
import type { Failure } from '../verify/failure';
import type { CertifiedError, CertifiedFacts, Kind, RecipientType, Report, Verdict } from '../verify/report';

export type MessageState = 'sent' | 'accepted' | 'not-accepted' | 'received';
export type RecipientState = 'waiting' | 'delivered' | 'warned' | 'not-delivered' | 'no-proof-due';

export type EvidenceOrigin = 'webmail' | 'file' | 'enclosed' | 'backup';

/** One piece of evidence as stored: the untouched bytes are kept beside it under the same key. */
export type Evidence = {
  /** SHA-256 of the bytes, lowercase hex. */
  sha256: string;
  report: Report;
  /** Size in bytes. */
  size: number;
  origin: EvidenceOrigin;
  /** When it entered the ledger, ISO 8601 UTC. */
  recordedAt: string;
  /** Outer Subject for display of evidence that certifies nothing (a fake); never a fact. */
  shownSubject: string | null;
};

export type LedgerRecipient = {
  address: string;
  type: RecipientType;
  state: RecipientState;
  /** Certified time of the evidence that set the state, ISO 8601 with offset; null when none did. */
  at: string | null;
  /** `d.d.d` of errore-esteso when there is one. */
  errorCode: string | null;
  /** The `errore` word of that evidence where it bears no code; left out everywhere else, because the code decides. */
  error?: CertifiedError;
  /** What the most complete receipt of delivery encloses (RFC 6109 section 3.3.2); null while nothing is delivered. */
  receipt: CertifiedFacts['receiptType'];
  /** Evidence (sha256) that speaks of this recipient, newest certified time last. */
  evidence: string[];
  /** True when evidence contradicts itself (a failure after a delivery), shown to the user. */
  contradicted: boolean;
  /** True when the address was named by `consegna` but is not among the recipients. */
  unlisted: boolean;
};

export type LedgerEvidence = {
  sha256: string;
  kind: Kind;
  verdict: Verdict;
  /** How it failed; null when it did not. */
  failure: Failure | null;
  /** Certified time, ISO 8601 with offset; null when nothing is certified. */
  at: string | null;
  delivery: string | null;
  /** Name of the provider that signed, from our trust data; '' when unknown. */
  provider: string;
  receiptType: CertifiedFacts['receiptType'];
  size: number;
  /** Verified, but its signed data are of another message: it moves nothing and is shown as a contradiction. */
  foreign?: true;
};

/** Why a message needs the user's eye, worst first; empty when it does not. */
export type Attention =
  | 'not-accepted'
  | 'not-delivered'
  | 'contradicted'
  | 'log-ending'
  | 'acceptance-missing'
  | 'acceptance-late'
  | 'waiting-too-long'
  | 'warned'
  | 'notice-missing'
  | 'fake'
  | 'revoked'
  | 'altered'
  | 'incomplete'
  | 'unproven';

export type LedgerMessage = {
  /** `identificativo`, `sha256:<hex>` for evidence that certifies nothing, `sending:<id>` for a sending that nothing confirms yet. */
  identifier: string;
  messageId: string | null;
  from: string;
  subject: string | null;
  /** Certified time of acceptance (for `received`: of the envelope), ISO 8601 with offset. */
  acceptedAt: string | null;
  /** When a sending was noticed that nothing confirms yet, ISO 8601; null once there is evidence. */
  sentAt?: string | null;
  state: MessageState;
  recipients: LedgerRecipient[];
  evidence: LedgerEvidence[];
  attention: Attention[];
  /** Until when the certificates behind the proofs last, ISO date; null when nothing is proven. */
  provenUntil: string | null;
};
