// A written bundle and a service that may be asked, or a file brought from elsewhere → the same bundle with a time-stamp, and what it proves.
import { type AddedTimestamp, addTimestamp, openUnstamped } from '../../bundle/add-timestamp';
import { describeStampProblem, type StampProblem } from '../../bundle/describe-stamp-problem';
import { obtainTimestamp } from '../../bundle/obtain-timestamp';
import { MANIFEST_BYTES } from '../../bundle/parse-manifest';
import { type Credentials, findServiceProblem, type ServiceProblem, type TimestampService } from '../../bundle/timestamp-service';
import type { ExportStamp, StampFailure, StampOutcome } from '../../export-view';
import { toIsoInstant } from '../../verify/check';
import type { TimestampRefusal } from '../../verify/cms/parse-timestamp-refusal';
import { LIMITS } from '../../verify/limits';
import { toCertainInstant } from '../../verify/timestamps/timestamp-finding';
import type { TrustStore } from '../../verify/trust/trust-store';
import { askTimestamp } from '../network/fetch-timestamp';
import { type AskedHost, requestHost } from '../network/request-host';
import { readWording } from '../settings/with-wording';
import { type BundleFile, pour, writeBundleFile } from './write-bundle-file';

export type Asking = { host: AskedHost; service: TimestampService; credentials: Credentials | null };

export type Stamped = { outcome: StampOutcome /** Null where no token was added. */; written: BundleFile | null };

/** A `.tsd` carries the manifest beside the token. */
const FILE_BYTES = MANIFEST_BYTES + LIMITS.signatureBytes;

type Added = Extract<AddedTimestamp, { ok: true }>;

/** Must be the first call of the click handler: the browser asks for the permission. */
export const startAsking = ({ url, policy }: ExportStamp, credentials: Credentials | null): Asking | ServiceProblem => {
  const service = { url: url.trim(), policy: policy.trim() === '' ? null : policy.trim() };
  const problem = findServiceProblem(service, credentials);
  if (problem) return problem;
  return { host: requestHost(service.url), service, credentials };
};

export const toFailure = async (problem: StampProblem, refusal: TimestampRefusal | null = null): Promise<StampFailure> => ({
  status: 'failed',
  reason: describeStampProblem(problem, refusal, await readWording()),
});

const fail = async ({ problem, refusal }: { problem: StampProblem; refusal: TimestampRefusal | null }): Promise<Stamped> => ({
  outcome: await toFailure(problem, refusal),
  written: null,
});

const toOutcome = ({ finding }: Added): StampOutcome => {
  if (!finding.ok) return { status: 'unknown-authority', issuer: finding.path?.issuer ?? '' };
  // Shown to the second: never earlier than it is.
  const existedBefore = toIsoInstant(Math.ceil(toCertainInstant(finding) / 1000) * 1000);
  return { status: 'proven', existedBefore, authority: finding.authority };
};

const write = async (added: AddedTimestamp, signal: AbortSignal): Promise<Stamped> => {
  if (!added.ok) return fail(added);
  return { outcome: toOutcome(added), written: await writeBundleFile((put) => pour(added.stream, put, { signal })) };
};

/** Giving the permission back after a failure before the question is the caller's affair.
 * @throws the signal's reason once it is aborted, and what the disk throws */
export const stampByService = async (container: Blob, asking: Asking, trust: TrustStore, signal: AbortSignal): Promise<Stamped> => {
  const found = await openUnstamped(container);
  if (!found.ok) return fail({ ...found, refusal: null });
  const { host, service, credentials } = asking;
  const ask = (request: Uint8Array) => askTimestamp(host, { url: service.url, credentials, request });
  const obtained = await obtainTimestamp(found.manifest, { service, credentials, ask, trust, now: Date.now() });
  signal.throwIfAborted();
  return obtained.ok ? write(await addTimestamp(container, obtained.token, trust, Date.now()), signal) : fail(obtained);
};

/** @param file untrusted: `.tsr`, `.tst` or `.tsd`, made anywhere */
export const stampByFile = async (container: Blob, file: File, trust: TrustStore, signal: AbortSignal): Promise<Stamped> => {
  if (file.size > FILE_BYTES) return fail({ problem: 'too-large', refusal: null });
  return write(await addTimestamp(container, new Uint8Array(await file.arrayBuffer()), trust, Date.now()), signal);
};
