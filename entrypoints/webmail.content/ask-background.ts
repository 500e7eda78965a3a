// Asks the background from the page; an answer that is not as agreed, or none, is null.
import { browser } from 'wxt/browser';
import { ROW_VERDICTS } from '../../lib/extension/judging/row-verdict';
import type { BackgroundRequest, KnownKeeps, KnownVerdicts } from '../../lib/extension/protocol';
import type { Keep } from '../../lib/view';
import type { Composed } from '../../lib/webmail/adapter';
import { createWording, type Wording } from '../../lib/wording';

const RETRY_MS = 400;

/** After an update this script is cut off from the extension: only a reload of the page brings the new one in. */
export const isCutOff = (): boolean => browser.runtime?.id === undefined;

/** Twice, because a background that is just waking up may not listen yet. */
export const askBackground = async (request: BackgroundRequest, retry = true): Promise<unknown> => {
  try {
    return await browser.runtime.sendMessage(request);
  } catch {
    if (!retry || isCutOff()) return null;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return askBackground(request, false);
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Null as well when the site was switched off: then we have no business in this page. */
export const askWording = async (): Promise<Wording | null> => {
  const answer = await askBackground({ type: 'texts' });
  if (!isRecord(answer) || !isRecord(answer.texts) || (answer.locale !== 'it' && answer.locale !== 'en')) return null;
  return createWording(answer.locale, answer.texts as Record<string, string>);
};

/** Only what is whole counts: a mail is called dispensable by nothing less. */
const isKeep = (value: unknown): value is Keep =>
  isRecord(value) && typeof value.recorded === 'boolean' && (value.backedUpAt === null || typeof value.backedUpAt === 'string');

export const askKeeps = async (keys: string[]): Promise<Map<string, Keep>> => {
  const answer = await askBackground({ type: 'known-keeps', keys });
  return new Map(isRecord(answer) ? Object.entries(answer as KnownKeeps).filter(([, keep]) => isKeep(keep)) : []);
};

export const askProbe = async (webmail: string): Promise<string[]> => {
  const answer = await askBackground({ type: 'probe-rows', webmail });
  return Array.isArray(answer) && answer.every((id) => typeof id === 'string') ? answer : [];
};

/** The webmail gives a message its Message-ID only on the server. */
export const reportSending = async (composed: Composed): Promise<void> => {
  await askBackground({ type: 'sending-noticed', sending: { ...composed, messageId: null } });
};

export const askVerdicts = async (keys: string[]): Promise<Map<string, KnownVerdicts[string]>> => {
  const answer = await askBackground({ type: 'known-verdicts', keys });
  const pairs = isRecord(answer) ? Object.entries(answer as KnownVerdicts) : [];
  return new Map(pairs.filter(([, verdict]) => ROW_VERDICTS.includes(verdict)));
};
