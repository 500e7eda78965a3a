// Asks a time-stamp service in the name of the user: with the permission for that host, from the background, every request written down.
import { browser } from 'wxt/browser';
import { type Answer, askTimestampService, type Question } from '../../bundle/ask-timestamp-service';
import { findServiceProblem, type ServiceProblem } from '../../bundle/timestamp-service';
import type { BackgroundRequest } from '../protocol';
import { fetchOutside, isNetworkOff } from './fetch-outside';
import { type AskedHost, toHostPattern } from './request-host';
import { logRequest, toLogged } from './request-log';

export type FetchedTimestamp = Answer | { ok: false; problem: ServiceProblem | 'not-allowed' | 'network-off' };

const toOutcome = (answer: Answer): 'received' | 'refused' | 'failed' =>
  answer.ok ? 'received' : answer.problem === 'unreachable' ? 'failed' : 'refused';

/** In the background, which draws no mail: pages may reach no server but those of their own policy.
 * @param now ISO instant, for the log */
export const fetchTimestamp = async (question: Question, now: string): Promise<FetchedTimestamp> => {
  const { url, credentials } = question;
  if (await isNetworkOff()) return { ok: false, problem: 'network-off' };
  const problem = findServiceProblem({ url, policy: null }, credentials);
  if (problem) return { ok: false, problem };
  if (!(await browser.permissions.contains({ origins: [toHostPattern(url)] }))) return { ok: false, problem: 'not-allowed' };
  const answer = await askTimestampService(fetchOutside, question);
  await logRequest({ at: now, url: toLogged(url), outcome: toOutcome(answer) });
  return answer;
};

/** From a page: hands the question to the background once the host is allowed, and gives the permission back. */
export const askTimestamp = async (host: AskedHost, question: Question): Promise<FetchedTimestamp> => {
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
