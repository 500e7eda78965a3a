// One question to a time-stamp service over HTTP (RFC 3161 section 3.4), the same in the browser and on the command line.
import type { Credentials } from './timestamp-service';

/** `fetch` of the edge that calls: this folder has no network. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

export type AskProblem = 'unreachable' | 'redirected' | 'credentials-needed' | 'http-error' | 'wrong-media-type' | 'too-large';

export type Answer = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; problem: AskProblem };

export type Question = { url: string /** DER of a TimeStampReq. */; request: Uint8Array; credentials: Credentials | null };

const TIMEOUT_MS = 20_000;
/** A token with a long chain of certificates has ten thousand octets. */
const ANSWER_BYTES = 1024 * 1024;

const toBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** No cookie, no referrer, no redirect: what was asked of one host goes to no other. */
const toInit = ({ request, credentials }: Question): RequestInit => ({
  method: 'POST',
  body: request as Uint8Array<ArrayBuffer>,
  headers: {
    'content-type': 'application/timestamp-query',
    accept: 'application/timestamp-reply',
    ...(credentials ? { authorization: `Basic ${toBase64(`${credentials.user}:${credentials.password}`)}` } : {}),
  },
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  // Seen, not followed: `error` would look like a line that is down.
  redirect: 'manual',
  cache: 'no-store',
  signal: AbortSignal.timeout(TIMEOUT_MS),
});

const findProblem = ({ type, status, ok, headers }: Response): AskProblem | undefined => {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'redirected';
  if (status === 401 || status === 403) return 'credentials-needed';
  if (!ok) return 'http-error';
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/timestamp-reply') return 'wrong-media-type';
  return Number(headers.get('content-length')) > ANSWER_BYTES ? 'too-large' : undefined;
};

/** The body up to the limit, whatever length was announced; undefined beyond it. */
const readBody = async ({ body }: Response): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const reader = body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > ANSWER_BYTES) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
};

/** Says what came back; what it is worth, reading it says. */
export const askTimestampService = async (send: Send, question: Question): Promise<Answer> => {
  try {
    const response = await send(question.url, toInit(question));
    const problem = findProblem(response);
    if (problem) {
      await response.body?.cancel();
      return { ok: false, problem };
    }
    const bytes = await readBody(response);
    return bytes ? { ok: true, bytes } : { ok: false, problem: 'too-large' };
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
};
