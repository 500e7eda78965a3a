// What became of a signature over a file: who made it by the words of their own certificates, or the reason why it proves nothing.
import type { TimestampFinding } from '../timestamps/timestamp-finding';

export const SIGNATURE_PROBLEMS = [
  'signature-unreadable',
  'signature-limit',
  'signature-other-file',
  'signature-incomplete',
  'signature-unbound',
  'signature-weak',
  'signature-broken',
] as const;

export type SignatureProblem = (typeof SIGNATURE_PROBLEMS)[number];

/** As a certificate says it, whoever issued that: nobody was asked. */
export type Signatory = { subject: string; issuer: string };

export type SignatureFinding =
  | {
      ok: true;
      signers: Signatory[];
      /** Of the tokens in it, each about the signature of one signer. */
      stamps: TimestampFinding[];
    }
  | { ok: false; problem: SignatureProblem };
