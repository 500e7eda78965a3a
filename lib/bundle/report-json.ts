// The report of a bundle for programs. Nothing in it depends on when or where the bundle was made.
import type { LedgerMessage } from '../ledger/ledger-message';
import { toOrderedEvidence } from '../ledger/proof';
import type { BundleMessage, BundlePaths } from './bundle-source';

const findPath = (paths: BundlePaths, sha256: string): string => paths.get(sha256) ?? '';

const toRecipient = ({ evidence, ...recipient }: LedgerMessage['recipients'][number], paths: BundlePaths): object => ({
  ...recipient,
  files: evidence.map((sha256) => findPath(paths, sha256)),
});

const toMessage = ({ message, evidence }: BundleMessage, paths: BundlePaths): object => ({
  identifier: message.identifier,
  messageId: message.messageId,
  from: message.from,
  subject: message.subject,
  acceptedAt: message.acceptedAt,
  state: message.state,
  provenUntil: message.provenUntil,
  recipients: message.recipients.map((recipient) => toRecipient(recipient, paths)),
  evidence: toOrderedEvidence(evidence).map(({ sha256, size, report }) => ({ file: findPath(paths, sha256), sha256, size, report })),
});

export const toReportJson = (messages: readonly BundleMessage[], paths: BundlePaths): string =>
  `${JSON.stringify({ format: 1, messages: messages.map((item) => toMessage(item, paths)) }, null, 2)}\n`;
