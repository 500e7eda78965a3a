// Do the unsigned outer headers say what the signed data say? They may contradict, never prove.
import { type Check, createOutcomes, toCodes } from '../check';
import { findSingleAddress, toDisplayName, toHeaderText } from '../mime/header-text';
import { findHeader, findHeaders, type Header } from '../mime/parse-headers';
import { findSubjectPrefix, toComparableText } from '../pec/kinds';
import { stripBrackets } from '../pec/parse-daticert';
import type { CertifiedFacts, CheckResult } from '../report';

const id = 'header-agreement';
const { passed, failed, undetermined } = createOutcomes(id);

/** Webmails differ in whether they show the first or the last: two of these say two things. */
const SINGLE_HEADERS = ['subject', 'date', 'message-id', 'x-riferimento-message-id', 'x-verificasicurezza', 'x-tiporicevuta'];

type Disagreement = { problem: string; header: string; found: string; expected: string };

type Read = (name: string) => string | undefined;
type Rule = (read: Read, facts: CertifiedFacts) => Disagreement | undefined;

const typeRule: Rule = (read, { kind }) => {
  for (const header of ['x-ricevuta', 'x-trasporto']) {
    const found = read(header)?.toLowerCase();
    if (found !== undefined && found !== kind) return { problem: 'type-mismatch', header, found, expected: kind };
  }
  return undefined;
};

const referenceRule: Rule = (read, { messageId }) => {
  const found = read('x-riferimento-message-id');
  if (!found || !messageId || stripBrackets(found) === messageId) return undefined;
  return { problem: 'reference-mismatch', header: 'x-riferimento-message-id', found, expected: messageId };
};

/** Only an envelope bears the provider's identifier as its Message-ID; a receipt has its own (RFC 6109 section 3.1.5). */
const identifierRule: Rule = (read, { kind, identifier }) => {
  const found = read('message-id');
  if (kind !== 'posta-certificata' || !found || stripBrackets(found) === identifier) return undefined;
  return { problem: 'identifier-mismatch', header: 'message-id', found, expected: identifier };
};

const securityRule: Rule = (read, { error }) => {
  const found = read('x-verificasicurezza');
  return found && error !== 'virus' ? { problem: 'security-mismatch', header: 'x-verificasicurezza', found, expected: error } : undefined;
};

/** Equal, but for what platforms do: a long subject cut in the header or in the data, a prefix given twice. Words before, behind or in
 * place of the certified ones are somebody else's, and so are words where none were certified. */
const isSubject = (found: string, certified: string): boolean =>
  found === certified ||
  (found.length >= 20 && certified.startsWith(found)) ||
  (certified.length >= 60 && found.startsWith(certified)) ||
  findSubjectPrefix(found)?.rest === certified;

const subjectRule: Rule = (read, { kind, subject }) => {
  const found = toHeaderText(read('subject') ?? '');
  const prefix = findSubjectPrefix(found);
  if (!prefix) return undefined;
  const expected = toComparableText(subject ?? '');
  return prefix.kind === kind && isSubject(prefix.rest, expected)
    ? undefined
    : { problem: 'subject-mismatch', header: 'subject', found, expected: `${kind}: ${expected}` };
};

const ON_BEHALF = /per conto di/i;

const toAddresses = (text: string): string[] => text.split(/[\s<>"'(),;:]/).filter((word) => word.includes('@'));

/** The name beside the service address tells on whose behalf an envelope comes: every address in it must be the certified sender's. */
const senderRule: Rule = (read, { kind, sender }) => {
  const from = read('from') ?? '';
  const found = toComparableText(toDisplayName(from));
  const addresses = toAddresses(found);
  const isOnlySender = addresses.every((address) => address.toLowerCase() === sender.toLowerCase());
  // A receipt's name may repeat the service address itself.
  const isOwn = addresses.every((address) => address.toLowerCase() === findSingleAddress(from));
  // An envelope's name is what people take for its sender: another name there is another sender.
  const mustName = ON_BEHALF.test(found) || (kind === 'posta-certificata' && found !== '' && (addresses.length === 0 || !isOwn));
  if (mustName ? addresses.length > 0 && isOnlySender : isOwn || isOnlySender) return undefined;
  return { problem: 'sender-mismatch', header: 'from', found, expected: sender };
};

const RULES: readonly Rule[] = [typeRule, referenceRule, identifierRule, securityRule, subjectRule, senderRule];

/** Whom the outer To should name; null for messages between providers, which go to a service mailbox (RFC 6109 sections 3.2.1, 3.2.3). */
const findExpectedTo = ({ kind, recipients, sender }: CertifiedFacts): string[] | null => {
  if (kind === 'presa-in-carico' || kind === 'rilevazione-virus') return null;
  return kind === 'posta-certificata' ? recipients.map(({ address }) => address) : [sender];
};

/** A list or a filter may put words before the prefix; a subject without any word of the certified one is worth a note. */
const hasOtherSubject = (found: string | undefined, { subject }: CertifiedFacts): boolean => {
  const text = toComparableText(toHeaderText(found ?? ''));
  return text !== '' && !findSubjectPrefix(text) && !text.includes(toComparableText(subject ?? '') || text);
};

/** An answer would go to somebody whom the data do not name. */
const hasOtherReply = (found: string | undefined, { kind, sender, replyTo }: CertifiedFacts): boolean => {
  const named = [sender, ...toAddresses(replyTo ?? '')].map((address) => address.toLowerCase());
  return kind === 'posta-certificata' && toAddresses(found ?? '').some((address) => !named.includes(address.toLowerCase()));
};

/** Differences that have innocent causes (lists, redirections) are only noted. */
const findNotes = (read: Read, facts: CertifiedFacts): string[] => {
  const to = read('to')?.toLowerCase();
  const expectedTo = findExpectedTo(facts);
  const receiptType = read('x-tiporicevuta')?.toLowerCase();
  return [
    ...(to !== undefined && expectedTo && !expectedTo.some((address) => to.includes(address.toLowerCase())) ? ['recipient-differs'] : []),
    ...(receiptType && facts.receiptType && receiptType !== facts.receiptType ? ['receipt-type-differs'] : []),
    ...(hasOtherSubject(read('subject'), facts) ? ['subject-differs'] : []),
    ...(hasOtherReply(read('reply-to'), facts) ? ['reply-differs'] : []),
    ...(read('x-ricevuta') === undefined && read('x-trasporto') === undefined ? ['type-header-missing'] : []),
    ...(facts.messageId && !read('x-riferimento-message-id') ? ['reference-missing'] : []),
  ];
};

/** An anomaly envelope certifies nothing, but may not dress as what does. */
const anomalyRule = (read: Read): Disagreement | undefined => {
  const found = read('subject') ?? '';
  const prefix = findSubjectPrefix(toHeaderText(found));
  if (!prefix || prefix.kind === 'anomalia') return undefined;
  return { problem: 'subject-mismatch', header: 'subject', found, expected: 'anomalia' };
};

const toResult = (disagreement: Disagreement | undefined, notes: readonly string[] = []): CheckResult => {
  if (!disagreement) return passed({}, notes);
  const { problem, header, found, expected } = disagreement;
  return failed(problem, { header, found: toHeaderText(found).slice(0, 300), expected });
};

const createReader =
  (headers: readonly Header[]): Read =>
  (name) =>
    findHeader(headers, name);

export const headerAgreement: Check = {
  id,
  weight: 'caution',
  codes: toCodes(
    id,
    ...[
      'type-mismatch',
      'reference-mismatch',
      'identifier-mismatch',
      'security-mismatch',
      'subject-mismatch',
      'sender-mismatch',
      'repeated-header',
    ],
    ...['not-available', 'no-outer-header', 'recipient-differs', 'receipt-type-differs', 'type-header-missing', 'reference-missing'],
    ...['subject-differs', 'reply-differs'],
  ),
  run({ evidence: { certification, headers, hasOwnHeaders } }) {
    if (certification.status === 'absent') return undetermined('not-available');
    if (!hasOwnHeaders) return undetermined('no-outer-header');
    const repeated = SINGLE_HEADERS.find((name) => findHeaders(headers, name).length > 1);
    if (repeated) return failed('repeated-header', { header: repeated });
    const read = createReader(headers);
    if (certification.status === 'none-due') return toResult(anomalyRule(read));
    const { facts } = certification;
    const first = RULES.map((rule) => rule(read, facts)).find((disagreement) => disagreement !== undefined);
    return toResult(first, findNotes(read, facts));
  },
};
