// Where a certificate says that its issuer answers (RFC 5280 section 4.2.2.1), as far as such an address may be asked.
import type { Certificate } from '../cms/certificate';

const LONGEST = 300;

/** Names that by rule or habit lead into somebody's own network (RFC 6762, RFC 8375, ICANN for `internal`). */
const PRIVATE = ['localhost', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'arpa'];

/** A responder is known by a public name. A certificate must not make us knock at a machine of the user's own network, and what a name leads
 * to is not known here: but then only a digest is posted there, and only a signature is believed. */
const isPublicHost = (hostname: string): boolean => {
  const labels = hostname.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && !PRIVATE.includes(last) && /^[a-z][a-z0-9-]*$/.test(last);
};

/** Plain http is what practically every responder has (RFC 5019 section 5): the answer is as good as its signature, and whoever listens on the
 * way learns which certificate is asked about, which the user is told beside the button. */
const isAskable = (text: string): boolean => {
  if (text.length > LONGEST || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && username === '' && password === '' && hash === '' && isPublicHost(hostname);
};

/** The first address that may be asked, as a browser writes it; undefined when there is none. */
export const findResponder = ({ ocspUrls }: Pick<Certificate, 'ocspUrls'>): string | undefined => {
  const url = ocspUrls.find(isAskable);
  return url === undefined ? undefined : new URL(url).href;
};
