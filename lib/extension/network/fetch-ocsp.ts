// Asks an authority about one certificate in the name of the user: the host allowed by a click, from the background, every request written down.
import { browser } from 'wxt/browser';
import { parseCertificate } from '../../verify/cms/parse-certificate';
import { LIMITS } from '../../verify/limits';
import { createOcspRequest, NONCE_BYTES, type OcspSubject } from '../../verify/revocation/create-ocsp-request';
import { findResponder } from '../../verify/revocation/find-responder';
import { findOcspProblem, type OcspProblem } from '../../verify/revocation/read-ocsp-answer';
import type { BackgroundRequest } from '../protocol';
import { fetchOutside, isNetworkOff } from './fetch-outside';
import { readBody } from './read-body';
import { type AskedHost, toHostPattern } from './request-host';
import { logRequest, toLogged } from './request-log';
import { addRevocationList } from './revocation-lists';

/** DER of the certificate in question and of the one above it. */
export type OcspOrder = { certificate: Uint8Array; issuer: Uint8Array };

/** `no-answer`: the server answers something else, more than an answer can be, or sends elsewhere. */
export type AskOcspProblem = OcspProblem | 'unreachable' | 'no-answer' | 'no-address' | 'not-allowed' | 'network-off';

/** Null: a believed answer was kept. */
export type AskedOcsp = { problem: AskOcspProblem | null };

const TIMEOUT_MS = 20_000;

/** No cookie, no referrer, no redirect: what was asked of one host goes to no other. */
const toInit = (request: Uint8Array<ArrayBuffer>): RequestInit => ({
  method: 'POST',
  body: request,
  headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  // Seen, not followed: `error` would look like a line that is down.
  redirect: 'manual',
  cache: 'no-store',
  signal: AbortSignal.timeout(TIMEOUT_MS),
});

const isAnswer = ({ ok, headers }: Response): boolean =>
  ok && (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() === 'application/ocsp-response';

const post = async (url: string, request: Uint8Array<ArrayBuffer>): Promise<Uint8Array | 'unreachable' | 'no-answer'> => {
  try {
    const response = await fetchOutside(url, toInit(request));
    if (isAnswer(response)) return (await readBody(response, LIMITS.signatureBytes)) ?? 'no-answer';
    await response.body?.cancel();
    return 'no-answer';
  } catch {
    return 'unreachable';
  }
};

/** The serial number too: a provider renews its certificate under the same name, and an answer replaces that about the same one only. */
const toSource = (url: string, { certificate: { serial, subject } }: OcspSubject): string =>
  `${toLogged(url)} · ${serial} · ${subject.text}`;

const ask = async (url: string, subject: OcspSubject, now: string): Promise<AskOcspProblem | null> => {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const answer = await post(url, await createOcspRequest(subject, nonce));
  if (typeof answer === 'string') return answer;
  const problem = await findOcspProblem(answer, subject, nonce, Date.parse(now));
  if (problem) return problem;
  return (await addRevocationList(answer, toSource(url, subject), now)) === null ? null : 'unreadable';
};

const toOutcome = (problem: AskOcspProblem | null): 'received' | 'refused' | 'failed' => {
  if (problem === null || problem === 'unknown') return 'received';
  return problem === 'unreachable' ? 'failed' : 'refused';
};

/** In the background, which draws no mail: pages may reach no server but those of their own policy.
 * @param now ISO instant
 * @throws MalformedInput for what is no certificate */
export const fetchOcsp = async (order: OcspOrder, now: string): Promise<AskedOcsp> => {
  if (await isNetworkOff()) return { problem: 'network-off' };
  const subject = { certificate: await parseCertificate(order.certificate), issuer: await parseCertificate(order.issuer) };
  const url = findResponder(subject.certificate);
  if (url === undefined) return { problem: 'no-address' };
  if (!(await browser.permissions.contains({ origins: [toHostPattern(url)] }))) return { problem: 'not-allowed' };
  const problem = await ask(url, subject, now);
  await logRequest({ at: now, url: toLogged(url), outcome: toOutcome(problem) });
  return { problem };
};

/** From a page: hands the question to the background once the host is allowed, and gives the permission back. */
export const askOcsp = async (host: AskedHost, order: OcspOrder): Promise<AskOcspProblem | null> => {
  try {
    if (!(await host.isAllowed)) return 'not-allowed';
    const message: BackgroundRequest = { type: 'ask-ocsp', ...order };
    const asked = (await browser.runtime.sendMessage(message)) as AskedOcsp | null;
    return asked === null ? 'unreachable' : asked.problem;
  } catch {
    return 'unreachable';
  } finally {
    await host.release();
  }
};
