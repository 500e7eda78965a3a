// The proof that says whose message a row is, and what under the same identifier is of another message.
import type { CertifiedKind } from '../verify/report';
import { isSameAddress, type Proof } from './proof';

/** Acceptance fixes the expected set of recipients (RFC 6109 section 3.1.4). */
const CHIEF_ORDER: readonly CertifiedKind[] = ['accettazione', 'posta-certificata'];

/** `ordered` is by certified time, so that the order of arrival does not choose. */
export const findChief = (ordered: readonly Proof[]): Proof | undefined => {
  for (const kind of CHIEF_ORDER) {
    const chief = ordered.find((proof) => proof.facts.kind === kind);
    if (chief) return chief;
  }
  return ordered[0];
};

/** Every provider may sign any identifier: what tells of another sender or original must not speak for this message. */
export const isForeign = ({ facts }: Proof, chief: Proof): boolean => {
  const { sender, messageId } = chief.facts;
  if (!isSameAddress(facts.sender, sender)) return true;
  return facts.messageId !== null && messageId !== null && facts.messageId !== messageId;
};
