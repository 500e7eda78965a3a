// Octets → a token over them from a service: the request with a fresh nonce, the question, and the judgement of the answer.
import type { TimestampRefusal } from '../verify/cms/parse-timestamp-refusal';
import { createTimestampRequest } from '../verify/timestamps/create-timestamp-request';
import { type ResponseProblem, readTimestampResponse, type TimestampResponse } from '../verify/timestamps/read-timestamp-response';
import type { TrustStore } from '../verify/trust/trust-store';
import type { Answer, AskProblem } from './ask-timestamp-service';
import { type Credentials, findServiceProblem, type ServiceProblem, type TimestampService } from './timestamp-service';

export type ObtainProblem = ServiceProblem | AskProblem | 'not-allowed' | 'network-off' | ResponseProblem;

export type ObtainedTimestamp =
  | Extract<TimestampResponse, { ok: true }>
  | { ok: false; problem: ObtainProblem; refusal: TimestampRefusal | null };

export type Obtain = {
  service: TimestampService;
  credentials: Credentials | null;
  /** Hands the request to the service: by the background of the extension, or from Node. */
  ask(request: Uint8Array): Promise<Answer | { ok: false; problem: ServiceProblem | 'not-allowed' | 'network-off' }>;
  trust: TrustStore;
  /** Milliseconds since 1970 UTC. */
  now: number;
};

/** 64 bits, as many as every authority takes. */
const NONCE_BYTES = 8;

const toSha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));

/** What a user hands to another tool (`.tsq`): the answer is judged without its nonce when it comes back. */
export const toRequestFile = async (bytes: Uint8Array, policy: string | null): Promise<Uint8Array<ArrayBuffer>> =>
  createTimestampRequest({ sha256: await toSha256(bytes), nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)), policy });

/** Nothing but the digest of the bytes leaves this machine. */
export const obtainTimestamp = async (bytes: Uint8Array, { service, credentials, ask, trust, now }: Obtain): Promise<ObtainedTimestamp> => {
  const unfit = findServiceProblem(service, credentials);
  if (unfit) return { ok: false, problem: unfit, refusal: null };
  const { policy } = service;
  const [sha256, nonce] = [await toSha256(bytes), crypto.getRandomValues(new Uint8Array(NONCE_BYTES))];
  const answer = await ask(createTimestampRequest({ sha256, nonce, policy }));
  if (!answer.ok) return { ...answer, refusal: null };
  return readTimestampResponse(answer.bytes, { sha256, nonce, policy }, trust, now);
};
