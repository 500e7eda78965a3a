// The line with which openssl checks a time-stamp over a file, to be typed as it is.
import { NAMES } from './layout';

/** A time-stamp is good for as long as its digest is: its certificate may have ended since (RFC 3161 section 4).
 * @param authoritiesPath PEM of the authorities that vouch for time-stamps */
export const toStampLine = (
  path: string,
  stamp: string,
  form: 'tsr' | 'tst',
  authoritiesPath: string = NAMES.timestampAuthorities,
): string => `openssl ts -verify -data ${path} -in ${stamp}${form === 'tst' ? ' -token_in' : ''} -CAfile ${authoritiesPath} -no_check_time`;
