// What the proofs of one message say about one of its recipients.
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

type Outcome = Pick<LedgerRecipient, 'state' | 'at' | 'errorCode' | 'receipt' | 'contradicted'>;

const toOutcome = (state: LedgerRecipient['state'], proof: Proof | undefined, contradicted = false): Outcome => ({
  state,
  at: proof?.facts.time ?? null,
  errorCode: state === 'delivered' ? null : (proof?.facts.errorCode ?? null),
  receipt: state === 'delivered' ? (proof?.facts.receiptType ?? null) : null,
  contradicted,
});

/** A delivery stands whatever came before or after; only a failure that is not older than it contradicts it. */
const judge = (recipient: ListedRecipient, own: readonly Proof[], refusals: readonly Proof[], message: MessageProofs): Outcome => {
  const delivery = own.find((proof) => proof.facts.kind === 'avvenuta-consegna');
  const failures = own.filter((proof) => isFailure(proof, message));
  if (delivery) {
    const isContradicted = refusals.length > 0 || failures.some((failure) => failure.instant >= delivery.instant);
    return toOutcome('delivered', delivery, isContradicted);
  }
  const failure = failures.at(-1) ?? refusals.at(-1);
  if (failure) return toOutcome('not-delivered', failure);
  const warning = own.filter((proof) => proof.facts.kind === 'preavviso-errore-consegna').at(-1);
  if (warning) return toOutcome('warned', warning);
  const isNothingDue = recipient.type === 'esterno' || message.state === 'received';
  return toOutcome(isNothingDue ? 'no-proof-due' : 'waiting', undefined);
};

export const toRecipientState = (recipient: ListedRecipient, message: MessageProofs): LedgerRecipient => {
  const refusals =
    message.state === 'not-accepted' ? message.proofs.filter((proof) => proof.isVerified && proof.facts.kind === 'non-accettazione') : [];
  const about = message.proofs.filter((proof) => refusals.includes(proof) || isAbout(proof, recipient.address, message));
  const own = about.filter((proof) => proof.isVerified && !refusals.includes(proof));
  return { ...recipient, ...judge(recipient, own, refusals, message), evidence: about.map((proof) => proof.sha256) };
};
