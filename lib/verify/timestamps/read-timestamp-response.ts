// The answer to a request for a time-stamp, or a file that was brought from elsewhere → one token to be kept, or why there is none.
import { isEqualBytes } from '../bytes';
import { parseSignedData } from '../cms/parse-signed-data';
import { parseTimestamp } from '../cms/parse-timestamp';
import { parseTimestampFile, type TimestampFile } from '../cms/parse-timestamp-file';
import { parseTimestampRefusal, type TimestampRefusal } from '../cms/parse-timestamp-refusal';
import { toIntegerOctets } from '../cms/write-der';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { TrustStore } from '../trust/trust-store';
import type { CoveredBytes } from './covered-bytes';
import { judgeToken } from './judge-token';
import type { BadTimestamp, GoodTimestamp, TimestampProblem } from './timestamp-finding';

export type ExpectedTimestamp = {
  /** Of what should be stamped. */
  sha256: Uint8Array;
  /** That of the request; null for a token that was asked for elsewhere. */
  nonce: Uint8Array | null;
  /** OID that was asked for; null takes any. */
  policy: string | null;
};

export type ResponseProblem = TimestampProblem | 'wrong-nonce' | 'wrong-policy' | 'several-tokens';

export type TimestampResponse =
  | {
      ok: true;
      /** Bare, as a `.tst` file holds it. */
      token: Uint8Array<ArrayBuffer>;
      /** Sound in itself; bad only where its authority is not known here, which must be told. */
      finding: GoodTimestamp | BadTimestamp;
    }
  | { ok: false; problem: ResponseProblem; refusal: TimestampRefusal | null };

const refuse = (problem: ResponseProblem, refusal: TimestampRefusal | null = null): TimestampResponse => ({ ok: false, problem, refusal });

/** Only SHA-256 was asked for: no other digest is the one of these octets. */
const toCovered = (sha256: Uint8Array): CoveredBytes => ({
  covers: 'message',
  digest: async (name) => (name === 'SHA-256' ? sha256 : new Uint8Array()),
});

/** Whether a file that carries data carries these. */
const isContent = async ({ content }: TimestampFile, sha256: Uint8Array): Promise<boolean> => {
  if (content === null) return true;
  const bytes = await new Blob(content as BlobPart[]).arrayBuffer();
  return isEqualBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), sha256);
};

/** @throws MalformedInput for what `judgeToken` would not have called sound */
const findDifference = async (token: Uint8Array, { nonce, policy }: ExpectedTimestamp): Promise<ResponseProblem | undefined> => {
  const stamp = parseTimestamp((await parseSignedData(token)).content ?? new Uint8Array());
  if (nonce !== null && !(stamp.nonce && isEqualBytes(stamp.nonce, toIntegerOctets(nonce)))) return 'wrong-nonce';
  return policy !== null && stamp.policy !== policy ? 'wrong-policy' : undefined;
};

const readToken = async (token: Uint8Array, expected: ExpectedTimestamp, trust: TrustStore, now: number): Promise<TimestampResponse> => {
  const finding = await judgeToken(token, toCovered(expected.sha256), { trust, now, instant: null });
  if (!finding.ok && finding.problem !== 'unknown-authority') return refuse(finding.problem);
  const difference = await findDifference(token, expected);
  return difference ? refuse(difference) : { ok: true, token: token.slice(), finding };
};

/** @param bytes untrusted: TimeStampResp or bare token (RFC 3161), or TimeStampedData (RFC 5544)
 * @param now milliseconds since 1970 UTC */
export const readTimestampResponse = async (
  bytes: Uint8Array,
  expected: ExpectedTimestamp,
  trust: TrustStore,
  now: number,
): Promise<TimestampResponse> => {
  try {
    const file = parseTimestampFile(bytes);
    if (file.isRefusal) return refuse('refused', parseTimestampRefusal(bytes));
    if (!(await isContent(file, expected.sha256))) return refuse('other-content');
    // Words were hashed before the data: such a token is about both.
    if (file.protectedMetaData) return refuse('wrong-imprint');
    const [token, second] = file.tokens;
    if (!token || second) return refuse(token ? 'several-tokens' : 'unreadable');
    return token.length > LIMITS.signatureBytes ? refuse('limit-reached') : await readToken(token, expected, trust, now);
  } catch (error) {
    if (error instanceof LimitReached) return refuse('limit-reached');
    if (error instanceof MalformedInput) return refuse('unreadable');
    throw error;
  }
};
