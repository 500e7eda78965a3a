// Everything a walk through the product needs: mailboxes with messages of every kind, a PEC service, Roundcube in front.
import { findFreePort } from '../lab/free-port';
import { type Lab, type LabOptions, startLab } from '../lab/lab';
import { type Authority, createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { type RunningProvider, startProvider } from '../provider/start-provider';

export type Stage = {
  lab: Lab;
  provider: RunningProvider;
  /** The mailbox that holds the samples and sends. */
  user: string;
  stop(): Promise<void>;
};

export const SAMPLE_USER = 'avv.ferri@pec.alfa.example';

/** The sample messages and one ordinary mail. */
export const fillSamples = async (lab: Pick<Lab, 'append'>, authority: Authority): Promise<void> => {
  for (const { bytes } of await createSampleSet({ authority, now: new Date() })) await lab.append(SAMPLE_USER, 'INBOX', bytes);
  await lab.append(SAMPLE_USER, 'INBOX', ORDINARY_MAIL);
};

/** `hasSamples` puts the sample messages and one ordinary mail into the mailbox. */
export type StageOptions = Omit<LabOptions, 'smtpPort'> & { hasSamples?: boolean };

export const startStage = async (options: StageOptions = {}): Promise<Stage> => {
  const { hasSamples = true, ...labOptions } = options;
  const authority = await createAuthority();
  const smtpPort = await findFreePort();
  const lab = await startLab({ ...labOptions, smtpPort });
  const imap = { host: '127.0.0.1', port: lab.imapPort, password: lab.password };
  const provider = await startProvider({ smtpPort, authority, imap });
  const stop = async (): Promise<void> => {
    await provider.stop();
    await lab.stop();
  };
  if (hasSamples) {
    await fillSamples(lab, authority);
  }
  return { lab, provider, user: SAMPLE_USER, stop };
};

const ORDINARY_MAIL = new TextEncoder().encode(
  [
    'From: Marta <marta@posta.example>',
    `To: ${SAMPLE_USER}`,
    'Subject: Pranzo di giovedi',
    'Date: Mon, 21 Sep 2026 10:00:00 +0200',
    'Message-ID: <pranzo@posta.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Ci vediamo alle tredici?',
    '',
  ].join('\r\n'),
);
