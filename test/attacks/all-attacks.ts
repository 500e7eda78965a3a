// Every table of attacks that are one message, by what they attack.
import type { Attack } from './attack';
import { CASE_ATTACKS } from './case-attacks';
import { CERTIFICATE_ATTACKS } from './certificate-attacks';
import { CONTENT_ATTACKS } from './content-attacks';
import { FRAME_ATTACKS } from './frame-attacks';
import { IDENTITY_ATTACKS } from './identity-attacks';
import { KEY_ATTACKS } from './key-attacks';
import { LIMIT_ATTACKS } from './limit-attacks';
import { NAMED_ATTACKS } from './named-attacks';
import { PARSER_ATTACKS } from './parser-attacks';
import { PEC_ATTACKS } from './pec-attacks';
import { READER_ATTACKS } from './reader-attacks';
import { SHOWN_ATTACKS } from './shown-attacks';
import { SIGNATURE_ATTACKS } from './signature-attacks';
import { SIGNER_ATTACKS } from './signer-attacks';
import { SPOOFING_ATTACKS } from './spoofing-attacks';
import { TIME_ATTACKS } from './time-attacks';
import { XML_ATTACKS } from './xml-attacks';

export const ATTACKS: readonly [name: string, attacks: readonly Attack[]][] = [
  ['frame', FRAME_ATTACKS],
  ['parser of mail', PARSER_ATTACKS],
  ['signature', SIGNATURE_ATTACKS],
  ['signer', SIGNER_ATTACKS],
  ['key', KEY_ATTACKS],
  ['certificate named', NAMED_ATTACKS],
  ['spoofing classes', SPOOFING_ATTACKS],
  ['spoofing of identity', IDENTITY_ATTACKS],
  ['certificate', CERTIFICATE_ATTACKS],
  ['content', CONTENT_ATTACKS],
  ['parser of XML', XML_ATTACKS],
  ['field of PEC', PEC_ATTACKS],
  ['tricky cases', CASE_ATTACKS],
  ['tricky cases of time and trust', TIME_ATTACKS],
  ['reader', READER_ATTACKS],
  ['limits', LIMIT_ATTACKS],
  ['eye', SHOWN_ATTACKS],
];
