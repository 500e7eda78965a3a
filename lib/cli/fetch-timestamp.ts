// Asks a time-stamp service over the bytes that are to be stamped, from Node and only where the command line names one.
import { readFile } from 'node:fs/promises';
import { askTimestampService } from '../bundle/ask-timestamp-service';
import { type ObtainedTimestamp, obtainTimestamp } from '../bundle/obtain-timestamp';
import type { Credentials } from '../bundle/timestamp-service';
import type { TrustStore } from '../verify/trust/trust-store';
import type { ServiceOptions } from './command';

/** First line of the file: `name:password`. A word on the command line could be read by everybody on the machine. */
const readCredentials = async (path: string): Promise<Credentials | null> => {
  if (path === '') return null;
  const [line = ''] = (await readFile(path, 'utf8')).split(/\r?\n/);
  const at = line.indexOf(':');
  if (at <= 0) throw new Error('no name and password');
  return { user: line.slice(0, at), password: line.slice(at + 1) };
};

/** @param now milliseconds since 1970 UTC
 * @throws where the file of the credentials cannot be read */
export const fetchTimestamp = async (
  bytes: Uint8Array,
  { url, policy, loginPath }: ServiceOptions,
  trust: TrustStore,
  now: number,
): Promise<ObtainedTimestamp> => {
  const credentials = await readCredentials(loginPath);
  return obtainTimestamp(bytes, {
    service: { url, policy },
    credentials,
    ask: (request) => askTimestampService((address, init) => fetch(address, init), { url, request, credentials }),
    trust,
    now,
  });
};
