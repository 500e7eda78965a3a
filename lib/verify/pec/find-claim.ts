// What a message says it is, before anything is believed: unsigned headers make a claim, never evidence.
import { findSingleAddress, toHeaderText, withoutNames } from '../mime/header-text';
import { findHeader, findHeaders, type Header } from '../mime/parse-headers';
import type { Kind } from '../report';
import { findReceiptKind, findSubjectPrefix, findTransportKind } from './kinds';

/** @returns the kind claimed, or undefined when the message claims nothing */
export const findClaim = (headers: readonly Header[]): Kind | undefined => {
  for (const value of findHeaders(headers, 'x-ricevuta')) {
    const kind = findReceiptKind(value.toLowerCase());
    if (kind) return kind;
  }
  for (const value of findHeaders(headers, 'x-trasporto')) {
    const kind = findTransportKind(value.toLowerCase());
    if (kind) return kind;
  }
  const hasServiceSender = findHeaders(headers, 'from').some((from) => /(?:^|[^a-z0-9._+-])posta-certificata@/i.test(withoutNames(from)));
  if (!hasServiceSender) return undefined;
  // Readers differ in which of two subjects they show: each of them may claim.
  return findHeaders(headers, 'subject')
    .map((subject) => findSubjectPrefix(toHeaderText(subject))?.kind)
    .find((kind) => kind !== undefined);
};

/** True for an original as a provider rewrote it (RFC 6109 section 2.2.1) that stands without its envelope. */
export const isBareOriginal = (headers: readonly Header[]): boolean =>
  findHeader(headers, 'x-riferimento-message-id') !== undefined && findSingleAddress(findHeader(headers, 'from') ?? '') !== undefined;
