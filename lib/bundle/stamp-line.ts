// The lines with which openssl checks a time-stamp over a file, or a signature, to be typed as they are.
import { NAMES } from './layout';

/** A time-stamp is good for as long as its digest is: its certificate may have ended since (RFC 3161 section 4).
 * @param authoritiesPath PEM of the authorities that vouch for time-stamps */
export const toStampLine = (
  path: string,
  stamp: string,
  form: 'tsr' | 'tst',
  authoritiesPath: string = NAMES.timestampAuthorities,
): string => `openssl ts -verify -data ${path} -in ${stamp}${form === 'tst' ? ' -token_in' : ''} -CAfile ${authoritiesPath} -no_check_time`;

/** The file is named also where the signature carries one: it is this one that must be signed. Who issued the certificate is not asked. */
export const toSignatureLine = (path: string, signature: string): string =>
  `openssl cms -verify -inform DER -in ${signature} -content ${path} -binary -noverify -out /dev/null`;
