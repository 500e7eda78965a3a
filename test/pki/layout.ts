// What a layout is: the exact spelling of boundaries, parts and headers that a family of PEC platforms uses.
import type { Digest } from './algorithms';
import type { HumanText } from './human-text';
import type { RomeTime } from './rome-time';

export type Boundaries = { outer: string; mixed: string; alternative: string };

export type Layout = {
  boundaries(seed: string, instant: Date): Boundaries;
  /** multipart/alternative with plain text and HTML, from its headers to its last line end. */
  humanPart(text: HumanText, boundaries: Boundaries): string;
  daticertPart(xml: Uint8Array): string;
  originalPart(message: Uint8Array): string;
  /** The first part of the signed message, headers included: the octets that are signed. */
  signedEntity(parts: readonly string[], boundaries: Boundaries): string;
  signaturePart(cms: Uint8Array): string;
  contentType(boundaries: Boundaries, digest: Digest): string;
  /** Between the headers and the first delimiter. */
  preamble: string;
  /** After the last delimiter. */
  epilogue: string;
  dateHeader(time: RomeTime): string;
  receiptTypeHeader: string;
  headerOrder: readonly string[];
};
