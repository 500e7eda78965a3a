// Fetches from the page's own origin: the source of one message, complete and checked to be one, or the text of a list; both capped.
import type { SourceRequest } from '../adapter';
import { isMessageStart, isPageStart } from './is-message-start';

export type SourceProblem =
  | 'session-expired'
  | 'source-unavailable'
  | 'message-too-large'
  | 'not-a-message'
  | 'too-many-requests'
  | 'offline';
type Refused = { ok: false; problem: SourceProblem };
type Body = { ok: true; chunks: Uint8Array[]; size: number };
export type FetchedSource = Body | Refused;
export type FetchedText = { ok: true; text: string } | Refused;
export type FetchLimits = { origin: string; maxBytes: number; signal: AbortSignal };

const refuse = (problem: SourceProblem): Refused => ({ ok: false, problem });

export const fetchSource = async (source: SourceRequest, limits: FetchLimits): Promise<FetchedSource> => {
  const fetched = await fetchBody(source, limits);
  if (!fetched.ok) {
    const isOver = fetched.problem === 'source-unavailable' && (await source.isSessionOver?.(limits)) === true;
    return isOver ? refuse('session-expired') : fetched;
  }
  const chunks = (source.undo ?? []).reduce<Uint8Array[] | null>((done, undo) => done && undo(done), fetched.chunks);
  return chunks === null ? refuse('not-a-message') : checkBody({ ...fetched, chunks });
};

/** The answer to a list request: JSON, and never run. */
export const fetchText = async (request: Omit<SourceRequest, 'fidelity'>, limits: FetchLimits): Promise<FetchedText> => {
  const fetched = await fetchBody(request, limits);
  if (!fetched.ok) return fetched;
  return { ok: true, text: await new Blob(fetched.chunks as Uint8Array<ArrayBuffer>[]).text() };
};

const fetchBody = async (
  { url, method = 'GET', headers, body, leadsElsewhere }: Omit<SourceRequest, 'fidelity'>,
  { origin, maxBytes, signal }: FetchLimits,
): Promise<FetchedSource> => {
  // A page that leads the address elsewhere must not make us send cookies or tokens there.
  if (!URL.canParse(url) || new URL(url).origin !== origin) return refuse('source-unavailable');
  const sent = body === undefined ? {} : { body: headers['Content-Type'] === undefined ? new URLSearchParams(body) : body };
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...sent,
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    if (leadsElsewhere === true && isRedirect(response)) return refuse('source-unavailable');
    const problem = findProblem(response, maxBytes);
    if (problem === null) return checkType(response, await readBody(response, maxBytes));
    await response.body?.cancel();
    return refuse(problem);
  } catch {
    // Network lost, answer cut short, or the user went on: in each case there are no bytes to judge.
    return refuse(globalThis.navigator?.onLine === false ? 'offline' : 'source-unavailable');
  }
};

const isRedirect = ({ type, status }: Response): boolean => type === 'opaqueredirect' || (status >= 300 && status < 400);

/** A page in place of the message is the login; an empty one may mean anything (SnappyMail answers so also for a message that is gone). */
const checkType = (response: Response, body: FetchedSource): FetchedSource => {
  const isSomething = body.ok || body.problem === 'message-too-large';
  return isSomething && isHtml(response) ? refuse('session-expired') : body;
};

const isHtml = ({ headers }: Response): boolean => /^text\/html\b/i.test(headers.get('content-type') ?? '');

/** An expired session answers with its login page, with status 200 or by sending us there. */
const findProblem = (response: Response, maxBytes: number): SourceProblem | null => {
  const { status, headers } = response;
  if (isRedirect(response) || status === 401 || status === 403) return 'session-expired';
  if (status === 429) return 'too-many-requests';
  if (!response.ok || response.body === null) return 'source-unavailable';
  if (Number(headers.get('content-length') ?? 0) <= maxBytes) return null;
  return isHtml(response) ? 'session-expired' : 'message-too-large';
};

const readBody = async (response: Response, maxBytes: number): Promise<FetchedSource> => {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      return refuse('message-too-large');
    }
  }
  const announced = response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null;
  // A message cut short would be called altered; an empty answer is a message that is gone.
  const isWhole = size > 0 && (announced === null || Number(announced) === size);
  return isWhole ? { ok: true, chunks, size } : refuse('source-unavailable');
};

const checkBody = (body: Body): FetchedSource => {
  const start = joinStart(body.chunks);
  if (isPageStart(start)) return refuse('session-expired');
  return isMessageStart(start) ? body : refuse('not-a-message');
};

const joinStart = (chunks: Uint8Array[]): Uint8Array => {
  const start: number[] = [];
  for (const chunk of chunks) {
    start.push(...chunk.subarray(0, 1024));
    if (start.length >= 1024) break;
  }
  return Uint8Array.from(start);
};
