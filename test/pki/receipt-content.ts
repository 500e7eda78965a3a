// Fills one PEC message of any kind: its outer headers, its certification data, its words, the original when due.
import { toBriefOriginal } from './brief-receipt';
import type { DaticertFields } from './daticert';
import { createHumanText, type HumanText } from './human-text';
import type { Provider } from './issue-provider';
import { headerText } from './mime-text';
import { toStampedOriginal } from './original-message';
import { errorFields, PEC_KINDS, type PecKind, type Reason, subjectPrefix } from './pec-kinds';
import { toRomeTime } from './rome-time';
import type { LayoutName } from './test-providers';
import { createIdentifier, type ReceiptType, type Transmission } from './transmission';

export type ReceiptRequest = {
  kind: PecKind;
  reason: Reason | null;
  provider: Provider;
  transmission: Transmission;
  delivery: string | null;
  receiptType: ReceiptType;
  instant: Date;
  layout: LayoutName;
};

export type ReceiptContent = {
  headers: Map<string, string>;
  /** Null where no certification data are due (anomaly envelope). */
  daticert: DaticertFields | null;
  human: HumanText;
  original: Uint8Array | null;
};

const daticertOf = (request: ReceiptRequest): DaticertFields => {
  const { kind, transmission, provider, reason, layout } = request;
  const { namesDelivery, namesReceiptType } = PEC_KINDS[kind];
  const time = toRomeTime(request.instant);
  const covered = transmission.recipients.filter(({ type }) => type === 'certificato').map(({ address }) => address);
  return {
    kind,
    ...errorFields(reason, provider.organisation, layout),
    sender: transmission.sender,
    recipients: transmission.recipients,
    replyTo: layout === 'javamail' && kind === 'accettazione' ? '' : transmission.sender,
    subject: transmission.subject,
    issuerName: provider.organisation,
    day: time.day,
    clock: time.clock,
    zone: time.zone,
    identifier: transmission.identifier,
    messageId: transmission.messageId,
    receiptType: namesReceiptType ? request.receiptType : null,
    delivery: namesDelivery ? request.delivery : null,
    takenInCharge: kind === 'presa-in-carico' ? (request.delivery === null ? covered : [request.delivery]) : [],
  };
};

const originalOf = ({ kind, transmission, receiptType }: ReceiptRequest): Uint8Array | null => {
  if (kind === 'anomalia') return transmission.original;
  const carriesOriginal = kind === 'posta-certificata' || (kind === 'avvenuta-consegna' && receiptType !== 'sintetica');
  if (!carriesOriginal) return null;
  const stamped = toStampedOriginal(transmission.original, { ...transmission, instant: transmission.acceptedAt });
  return kind === 'avvenuta-consegna' && receiptType === 'breve' ? toBriefOriginal(stamped) : stamped;
};

const addressed = ({ kind, transmission }: ReceiptRequest): [string, string][] => {
  const { audience } = PEC_KINDS[kind];
  if (audience === 'sender') return [['To', transmission.sender]];
  if (audience === 'sender-provider') return [['To', `posta-certificata@${transmission.host}`]];
  const joined = (field: 'to' | 'cc') =>
    transmission.recipients
      .filter((recipient) => recipient.field === field)
      .map(({ address }) => address)
      .join(', ');
  return [['To', joined('to')], ...(joined('cc') === '' ? [] : [['Cc', joined('cc')] as [string, string]])];
};

const kindHeaders = (request: ReceiptRequest, receiptTypeHeader: string): [string, string][] => {
  const { kind, reason, transmission } = request;
  const reference: [string, string][] =
    transmission.messageId === null ? [] : [['X-Riferimento-Message-ID', `<${transmission.messageId}>`]];
  if (kind === 'anomalia') return [['X-Trasporto', 'errore']];
  if (kind === 'posta-certificata') {
    const replyTo: [string, string] = ['Reply-To', transmission.sender];
    return [...reference, ['X-Trasporto', 'posta-certificata'], [receiptTypeHeader, request.receiptType], replyTo];
  }
  return [
    ...reference,
    ['X-Ricevuta', kind],
    ...(reason === 'virus' && kind !== 'rilevazione-virus' ? [['X-VerificaSicurezza', 'errore'] as [string, string]] : []),
    ...(kind === 'rilevazione-virus' ? [['X-Mittente', transmission.sender] as [string, string]] : []),
  ];
};

const messageIdOf = ({ kind, transmission, provider, instant, layout, delivery, reason }: ReceiptRequest): string => {
  if (kind === 'posta-certificata') return transmission.identifier;
  if (kind === 'anomalia') return transmission.messageId ?? transmission.identifier;
  return createIdentifier(layout, provider.host, instant, `${transmission.identifier} ${kind} ${reason} ${delivery}`);
};

export const createReceiptContent = (request: ReceiptRequest, receiptTypeHeader: string): ReceiptContent => {
  const { kind, provider, transmission, reason, layout } = request;
  const onBehalf = PEC_KINDS[kind].audience === 'recipients';
  const from = onBehalf ? `"Per conto di: ${transmission.sender}" <${provider.serviceAddress}>` : provider.serviceAddress;
  const headers = new Map<string, string>([
    ['Return-Path', `<${onBehalf ? transmission.sender : provider.serviceAddress}>`],
    ['From', from],
    ...addressed(request),
    ['Subject', subjectPrefix(kind, reason) + headerText(transmission.subject ?? '')],
    ['Message-ID', `<${messageIdOf(request)}>`],
    ...kindHeaders(request, receiptTypeHeader),
  ]);
  const words = { ...request, issuerName: provider.organisation, time: toRomeTime(request.instant) };
  const { extendedError } = errorFields(reason, provider.organisation, layout);
  return {
    headers,
    daticert: kind === 'anomalia' ? null : daticertOf(request),
    human: createHumanText({ ...words, extendedError }),
    original: originalOf(request),
  };
};
