// A test PEC service of several providers: takes mail by SMTP and answers with signed receipts, envelopes and notices.
import { type Authority, createAuthority } from '../pki/authority';
import { issueProvider, type Provider } from '../pki/issue-provider';
import type { PecKind } from '../pki/pec-kinds';
import { signPec } from '../pki/sign-pec';
import { createTransmission, type Transmission } from '../pki/transmission';
import { appendByImap, type Deliver, type ImapAccess } from './append-by-imap';
import { findPecDomain, PEC_DOMAINS, type PecDomain } from './domains';
import { listenSmtp } from './listen-smtp';
import { parseSubmission, type SmtpEnvelope, type Submission } from './parse-submission';
import { planAnswers, type Step } from './plan-answers';
import { createQueue } from './queue';

export type ProviderOptions = {
  /** 0 takes any free port. */
  smtpPort: number;
  authority?: Authority;
  domains?: readonly PecDomain[];
  clock?: () => Date;
  /** How long an hour of the rules lasts here: the notices of 12 and 24 hours come after 12 and 24 of these. */
  hourMs?: number;
} & ({ imap: ImapAccess } | { deliver: Deliver });

export type ProviderEvent = {
  kind: PecKind | 'ordinary';
  mailbox: string;
  /** Host of the provider that signed; '' for ordinary mail. */
  signer: string;
  /** `identificativo` of the transmission. */
  identifier: string;
  delivery: string | null;
  at: Date;
  bytes: Uint8Array;
};

export type RunningProvider = {
  smtpPort: number;
  authority: Authority;
  /** The test root, to be added as an authority. */
  rootPem: string;
  /** Everything delivered so far, oldest first. */
  events: readonly ProviderEvent[];
  /** Waits until nothing is under way, notices to come included; throws what went wrong. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

const DAY_MS = 86_400_000;

const issueAll = async (authority: Authority, domains: readonly PecDomain[], now: Date): Promise<ReadonlyMap<string, Provider>> => {
  const notBefore = new Date(Math.floor(now.getTime() / DAY_MS - 60) * DAY_MS);
  const hosts = [...new Set(domains.map(({ host }) => host))];
  const providers = await Promise.all(hosts.map((host) => issueProvider(authority, { host, notBefore })));
  return new Map(providers.map((provider) => [provider.host, provider]));
};

const toTransmission = (submission: Submission, own: PecDomain | undefined, acceptedAt: Date): Transmission =>
  createTransmission({
    sender: submission.sender,
    recipients: submission.recipients,
    subject: submission.subject,
    messageId: submission.messageId,
    receiptType: submission.receiptType,
    original: submission.bytes,
    acceptedAt,
    ...(own === undefined ? {} : { host: own.host, layout: own.layout }),
  });

const signStep = async (
  step: Step,
  transmission: Transmission,
  providers: ReadonlyMap<string, Provider>,
  clock: Date,
): Promise<Uint8Array> => {
  const provider = step.signer && providers.get(step.signer.host);
  if (!step.signer || !provider || step.kind === 'ordinary') return transmission.original;
  return signPec({
    provider,
    kind: step.kind,
    layout: step.signer.layout,
    transmission,
    clock,
    ...(step.delivery === undefined ? {} : { delivery: step.delivery }),
    ...(step.reason === undefined ? {} : { reason: step.reason }),
    ...(step.receiptType === undefined ? {} : { receiptType: step.receiptType }),
  });
};

export const startProvider = async (options: ProviderOptions): Promise<RunningProvider> => {
  const { domains = PEC_DOMAINS, clock = () => new Date(), hourMs = 100 } = options;
  const authority = options.authority ?? (await createAuthority());
  const providers = await issueAll(authority, domains, clock());
  const deliver = 'deliver' in options ? options.deliver : appendByImap(options.imap);
  const events: ProviderEvent[] = [];
  const queue = createQueue();

  const perform = async (step: Step, transmission: Transmission, at: Date): Promise<void> => {
    const bytes = await signStep(step, transmission, providers, at);
    await deliver(step.mailbox, bytes, 'INBOX');
    const { identifier } = transmission;
    events.push({
      kind: step.kind,
      mailbox: step.mailbox,
      signer: step.signer?.host ?? '',
      identifier,
      delivery: step.delivery ?? null,
      at,
      bytes,
    });
  };

  const take = async (bytes: Uint8Array, envelope: SmtpEnvelope): Promise<void> => {
    const submission = await parseSubmission(bytes, envelope, domains);
    const acceptedAt = clock();
    const transmission = toTransmission(submission, findPecDomain(envelope.sender, domains), acceptedAt);
    for (const step of planAnswers(submission, domains)) {
      const first = step.kind === 'accettazione' || step.kind === 'posta-certificata';
      // Acceptance and envelope bear the one instant of acceptance (RFC 6109 section 4.1), whatever comes later its own.
      queue.add(step.afterHours * hourMs, () => perform(step, transmission, first && step.afterHours === 0 ? acceptedAt : clock()));
    }
  };

  const listener = await listenSmtp(options.smtpPort, take);
  const stop = async (): Promise<void> => {
    await listener.stop();
    await queue.stop();
  };
  return { smtpPort: listener.port, authority, rootPem: authority.root.certificate.pem, events, settled: queue.settled, stop };
};
