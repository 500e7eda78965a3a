// A time-stamp service as the user names it: which addresses can be asked, and what may be told there.
import { isPolicy } from '../verify/timestamps/create-timestamp-request';

export type TimestampService = {
  url: string;
  /** OID under which the token should be issued; null leaves it to the service. */
  policy: string | null;
};

/** For HTTP Basic; asked for at every click and never kept. */
export type Credentials = { user: string; password: string };

export type ServiceProblem = 'bad-url' | 'bad-policy' | 'credentials-in-clear';

/** The request log keeps as much of an address. */
const URL_LENGTH = 500;

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** Plain http can be asked, because many public services have nothing else: the answer is signed, and what is read on the way is one
 * digest. It must be told, though; and it never carries a password beyond this machine. */
export const isInClear = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
};

/** The address as a browser writes it; undefined for what cannot be asked, and where a password stands in the address itself. */
export const toServiceUrl = (text: string): string | undefined => {
  const trimmed = text.trim();
  if (trimmed.length > URL_LENGTH || !URL.canParse(trimmed)) return undefined;
  const { protocol, username, password, hash, href } = new URL(trimmed);
  const isAskable = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
  return isAskable && href.length <= URL_LENGTH ? href : undefined;
};

export const findServiceProblem = ({ url, policy }: TimestampService, credentials: Credentials | null): ServiceProblem | undefined => {
  if (toServiceUrl(url) === undefined) return 'bad-url';
  if (policy !== null && !isPolicy(policy)) return 'bad-policy';
  return credentials && isInClear(url) ? 'credentials-in-clear' : undefined;
};
