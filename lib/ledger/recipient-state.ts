// What the proofs of one message say about one of its recipients.
import type { ReceiptType } from '../verify/report';
import { isFinalSince } from './final-notice';
import type { LedgerRecipient, MessageState } from './ledger-message';
import { isSameAddress, type Proof } from './proof';

export type ListedRecipient = Pick<LedgerRecipient, 'address' | 'type' | 'unlisted'>;

export type MessageProofs = {
  state: MessageState;
  /** Everything that carries certified data, by certified time. */
  proofs: readonly Proof[];
  acceptedInstant: number | null;
  /** The one certified recipient, when there is just one: a notice without `consegna` can only be about it. */
  soleCertified: string | null;
};

const isAbout = (proof: Proof, address: string, message: MessageProofs): boolean => {
  const { kind, delivery, takenInCharge } = proof.facts;
  if (delivery !== null) return isSameAddress(delivery, address);
  if (takenInCharge.some((taken) => isSameAddress(taken, address))) return true;
  return kind === 'preavviso-errore-consegna' && message.soleCertified !== null && isSameAddress(message.soleCertified, address);
};

const isFailure = (proof: Proof, message: MessageProofs): boolean =>
  proof.facts.kind === 'errore-consegna' || isFinalSince(proof.facts, message.acceptedInstant);

type Outcome = Pick<LedgerRecipient, 'state' | 'at' | 'errorCode' | 'error' | 'receipt' | 'contradicted'>;

const OPEN: Outcome = { state: 'waiting', at: null, errorCode: null, receipt: null, contradicted: false };

/** The code of AgID Note 12 decides; the bare word of `errore` speaks only where there is none, and `nessuno` says nothing. */
const toProblem = (state: 'warned' | 'not-delivered', { facts }: Proof): Outcome => ({
  ...OPEN,
  state,
  at: facts.time,
  errorCode: facts.errorCode,
  ...(facts.errorCode === null && facts.error !== 'nessuno' ? { error: facts.error } : {}),
});

/** Most complete first: a summary receipt beside a complete one takes nothing away. */
const COMPLETENESS: readonly ReceiptType[] = ['completa', 'breve', 'sintetica'];

/** The first delivery says when; the most complete receipt says what is proven. */
const toDelivered = (first: Proof, deliveries: readonly Proof[], contradicted: boolean): Outcome => ({
  ...OPEN,
  state: 'delivered',
  at: first.facts.time,
  receipt: COMPLETENESS.find((type) => deliveries.some(({ facts }) => facts.receiptType === type)) ?? null,
  contradicted,
});

/** A delivery stands whatever came before or after; only a failure that is not older than it contradicts it. */
const judge = (recipient: ListedRecipient, own: readonly Proof[], refusals: readonly Proof[], message: MessageProofs): Outcome => {
  const deliveries = own.filter((proof) => proof.facts.kind === 'avvenuta-consegna');
  const failures = own.filter((proof) => isFailure(proof, message));
  const [delivery] = deliveries;
  if (delivery) {
    const isContradicted = refusals.length > 0 || failures.some((failure) => failure.instant >= delivery.instant);
    return toDelivered(delivery, deliveries, isContradicted);
  }
  const failure = failures.at(-1) ?? refusals.at(-1);
  if (failure) return toProblem('not-delivered', failure);
  const warning = own.filter((proof) => proof.facts.kind === 'preavviso-errore-consegna').at(-1);
  if (warning) return toProblem('warned', warning);
  const isNothingDue = recipient.type === 'esterno' || message.state === 'received';
  return isNothingDue ? { ...OPEN, state: 'no-proof-due' } : OPEN;
};

export const toRecipientState = (recipient: ListedRecipient, message: MessageProofs): LedgerRecipient => {
  const refusals =
    message.state === 'not-accepted' ? message.proofs.filter((proof) => proof.isVerified && proof.facts.kind === 'non-accettazione') : [];
  const about = message.proofs.filter((proof) => refusals.includes(proof) || isAbout(proof, recipient.address, message));
  const own = about.filter((proof) => proof.isVerified && !refusals.includes(proof));
  return { ...recipient, ...judge(recipient, own, refusals, message), evidence: about.map((proof) => proof.sha256) };
};
