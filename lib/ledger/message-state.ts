// From all the evidence of one message to its row in the ledger; order and repetition of the evidence do not matter.
import { findFailure } from '../verify/failure';
import { findProvider } from '../verify/find-provider';
import type { CertifiedKind } from '../verify/report';
import { toAttention } from './attention';
import { findChief, isForeign } from './find-chief';
import type { Evidence, LedgerEvidence, LedgerMessage, MessageState } from './ledger-message';
import { isOwnKey, toLinkKey } from './link';
import { foldAddress, type Proof, toOrderedEvidence, toProofs } from './proof';
import { type ListedRecipient, toRecipientState } from './recipient-state';

/** Only these are about one address (RFC 6109 section 4.4); `consegna` in any other names nobody. */
const ABOUT_ONE: readonly CertifiedKind[] = ['avvenuta-consegna', 'errore-consegna', 'preavviso-errore-consegna'];

const toMessageState = (speaking: readonly Proof[]): MessageState => {
  const isProven = (kind: CertifiedKind): boolean => speaking.some((proof) => proof.isVerified && proof.facts.kind === kind);
  if (isProven('accettazione')) return 'accepted';
  if (isProven('non-accettazione')) return 'not-accepted';
  return speaking.some((proof) => proof.facts.kind !== 'posta-certificata') ? 'sent' : 'received';
};

/** An address that is listed both ways is certified: a proof is due for it. */
const toListedRecipients = (speaking: readonly Proof[], chief: Proof | undefined): ListedRecipient[] => {
  const listed = new Map<string, ListedRecipient>();
  for (const proof of chief ? [chief, ...speaking] : []) {
    for (const { address, type } of proof.facts.recipients) {
      const key = foldAddress(address);
      const known = listed.get(key);
      if (!known) listed.set(key, { address, type, unlisted: false });
      else if (type === 'certificato') known.type = type;
    }
  }
  for (const { facts } of speaking) {
    if (facts.delivery === null || !ABOUT_ONE.includes(facts.kind)) continue;
    const key = foldAddress(facts.delivery);
    if (!listed.has(key)) listed.set(key, { address: facts.delivery, type: 'certificato', unlisted: true });
  }
  return [...listed.values()];
};

const findSoleCertified = (recipients: readonly ListedRecipient[]): string | null => {
  const certified = recipients.filter(({ type }) => type === 'certificato');
  return certified.length === 1 ? (certified[0]?.address ?? null) : null;
};

const toLedgerEvidence = ({ sha256, report, size }: Evidence, foreign: boolean): LedgerEvidence => ({
  sha256,
  kind: report.kind,
  verdict: report.verdict,
  failure: findFailure(report),
  at: report.certified?.time ?? null,
  delivery: report.certified?.delivery ?? null,
  provider: findProvider(report) ?? '',
  receiptType: report.certified?.receiptType ?? null,
  size,
  ...(foreign ? { foreign } : {}),
});

/** The first of the signers' certificates to expire decides how long the proofs last without a time-stamp. */
const findProvenUntil = (ordered: readonly Evidence[]): string | null => {
  const ends = ordered
    .filter(({ report }) => report.verdict === 'verified')
    .flatMap(({ report }) => report.checks.filter(({ check }) => check === 'signer-certificate'))
    .flatMap(({ facts }) => (typeof facts.validUntil === 'string' ? [Date.parse(facts.validUntil)] : []))
    .filter((instant) => !Number.isNaN(instant));
  return ends.length === 0 ? null : new Date(Math.min(...ends)).toISOString().slice(0, 10);
};

const findAcceptance = (state: MessageState, verified: readonly Proof[]): Proof | undefined => {
  if (state === 'accepted') return verified.find(({ facts }) => facts.kind === 'accettazione');
  return state === 'received' ? verified.find(({ facts }) => facts.kind === 'posta-certificata') : undefined;
};

/** The envelope bears the instant of acceptance too (one time value per elaboration, RFC 6109 section 4.1). */
const findAcceptedInstant = (chief: Proof | undefined): number | null =>
  chief?.isVerified && (chief.facts.kind === 'accettazione' || chief.facts.kind === 'posta-certificata') ? chief.instant : null;

const findIdentifier = (ordered: readonly Evidence[]): string => {
  const linked = ordered.filter(({ report }) => !isOwnKey(toLinkKey(report)));
  const first = linked.find(({ report }) => report.verdict === 'verified') ?? linked[0] ?? ordered[0];
  if (!first) throw new TypeError('a message needs at least one piece of evidence');
  return toLinkKey(first.report);
};

/** `evidence` is one group of `linkEvidence`; `now` is an ISO instant. */
export const toLedgerMessage = (evidence: readonly Evidence[], now: string): LedgerMessage => {
  const ordered = toOrderedEvidence(evidence);
  const everything = toProofs(ordered);
  const chief = findChief(everything.filter(({ isVerified }) => isVerified)) ?? findChief(everything);
  const proofs = everything.filter((proof) => chief && !isForeign(proof, chief));
  const verified = proofs.filter(({ isVerified }) => isVerified);
  const foreign = new Set(everything.filter((proof) => proof.isVerified && !proofs.includes(proof)).map(({ sha256 }) => sha256));
  // What is not proven may speak only where nothing proven does: a forged receipt must not add recipients to a real message.
  const speaking = verified.length > 0 ? verified : proofs;
  const state = toMessageState(speaking);
  const listed = toListedRecipients(speaking, chief);
  const message = { state, proofs, acceptedInstant: findAcceptedInstant(chief), soleCertified: findSoleCertified(listed) };
  const row = {
    identifier: findIdentifier(ordered),
    messageId: chief?.facts.messageId ?? null,
    from: chief?.facts.sender ?? '',
    subject: chief ? chief.facts.subject : (ordered.find(({ shownSubject }) => shownSubject !== null)?.shownSubject ?? null),
    acceptedAt: findAcceptance(state, verified)?.facts.time ?? null,
    sentAt: null,
    state,
    recipients: listed.map((recipient) => toRecipientState(recipient, message)),
    evidence: ordered.map((item) => toLedgerEvidence(item, foreign.has(item.sha256))),
    provenUntil: findProvenUntil(ordered),
  };
  return { ...row, attention: toAttention(row, now) };
};
