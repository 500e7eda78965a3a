// Asks a time-stamp service in the name of the user: with the permission for that host, from the background, every request written down.
import { browser } from 'wxt/browser';
import { type Answer, askTimestampService, type Question } from '../../bundle/ask-timestamp-service';
import { findServiceProblem, type ServiceProblem } from '../../bundle/timestamp-service';
import type { BackgroundRequest } from '../protocol';
import { fetchOutside, isNetworkOff } from './fetch-outside';
import { logRequest } from './request-log';
import { forgetTimestampHost, noteTimestampHost } from './timestamp-host';

export type FetchedTimestamp = Answer | { ok: false; problem: ServiceProblem | 'not-allowed' | 'network-off' };

export type TimestampHost = {
  isAllowed: Promise<boolean>;
  /** Gives the permission back, unless it was there before; the next click asks again. */
  release(): Promise<void>;
};

/** No port, which Firefox does not take: it covers every port of the host. */
const toPattern = (url: string): string => `${new URL(url).protocol}//${new URL(url).hostname}/*`;

const giveBack = async (pattern: string): Promise<void> => {
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
  await forgetTimestampHost(pattern);
};

/**
 * Must be the first call of the click handler, before any await: Firefox forgets the click otherwise.
 * @param url a good one, by `toServiceUrl`
 */
export const requestTimestampHost = (url: string): TimestampHost => {
  const pattern = toPattern(url);
  const hadBefore = browser.permissions.contains({ origins: [pattern] });
  // Noted while the person reads the question: a grant looks like a new webmail to the background.
  const noted = hadBefore.then((had) => (had ? undefined : noteTimestampHost(pattern)));
  const granted = browser.permissions.request({ origins: [pattern] });
  const isAllowed = Promise.all([granted, noted]).then(
    ([isGranted]) => isGranted,
    () => false,
  );
  return {
    isAllowed,
    release: async () => {
      await isAllowed;
      if (!(await hadBefore)) await giveBack(pattern);
    },
  };
};

/** Without what follows the path: services put keys there. */
const toLogged = (url: string): string => new URL(url).origin + new URL(url).pathname;

const toOutcome = (answer: Answer): 'received' | 'refused' | 'failed' =>
  answer.ok ? 'received' : answer.problem === 'unreachable' ? 'failed' : 'refused';

/** In the background, which draws no mail: pages may reach no server but those of their own policy.
 * @param now ISO instant, for the log */
export const fetchTimestamp = async (question: Question, now: string): Promise<FetchedTimestamp> => {
  const { url, credentials } = question;
  if (await isNetworkOff()) return { ok: false, problem: 'network-off' };
  const problem = findServiceProblem({ url, policy: null }, credentials);
  if (problem) return { ok: false, problem };
  if (!(await browser.permissions.contains({ origins: [toPattern(url)] }))) return { ok: false, problem: 'not-allowed' };
  const answer = await askTimestampService(fetchOutside, question);
  await logRequest({ at: now, url: toLogged(url), outcome: toOutcome(answer) });
  return answer;
};

/** From a page: hands the question to the background once the host is allowed, and gives the permission back. */
export const askTimestamp = async (host: TimestampHost, question: Question): Promise<FetchedTimestamp> => {
  try {
    if (!(await host.isAllowed)) return { ok: false, problem: 'not-allowed' };
    const message: BackgroundRequest = { type: 'ask-timestamp', ...question };
    return ((await browser.runtime.sendMessage(message)) as FetchedTimestamp | null) ?? { ok: false, problem: 'unreachable' };
  } catch {
    return { ok: false, problem: 'unreachable' };
  } finally {
    await host.release();
  }
};
