// Whether a file is a mail message at all: it begins with a header field or, as mail programs write it into files, a From line.
import { toLatin1 } from '../bytes';

const LOOKED_AT = 4096;

export const isMessage = (bytes: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*(?:[!-9;-~]+[ \t]*:|From )/.test(toLatin1(bytes.subarray(0, LOOKED_AT)));
