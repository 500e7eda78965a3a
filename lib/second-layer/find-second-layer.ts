// Files of a second system among the attachments of an original message: each read by name and content together, or said to be unknown.
import { LimitReached, MalformedInput } from '../verify/errors';
import { decodeBody } from '../verify/mime/decode-body';
import type { MimePart } from '../verify/mime/parse-part';
import { parseOriginal } from '../verify/original/original-content';
import { findPartNames } from '../verify/original/part-name';
import { LAYER_LIMITS } from './limits';
import { parseLayerXml } from './parse-layer-xml';
import { findProtocolloName, toProtocolloFacts } from './protocollo';
import { findSdiName, toSdiFacts } from './sdi';
import type { SecondLayerItem } from './second-layer-item';

/** `isAmbiguous`: the part bears two names, and readers would save it under different ones. */
type Candidate = { fileName: string; part: MimePart; isAmbiguous: boolean };

const isLayerName = (name: string): boolean => findSdiName(name) !== undefined || findProtocolloName(name) !== undefined;

const toCandidates = (part: MimePart): Candidate[] => {
  const names = findPartNames(part);
  const fileName = names.find(isLayerName);
  return fileName === undefined ? [] : [{ fileName, part, isAmbiguous: new Set(names).size > 1 }];
};

const toUnknown = (fileName: string): SecondLayerItem => ({
  system: findSdiName(fileName) === undefined ? 'protocollo' : 'sdi',
  type: 'unknown',
  fileName,
  facts: {},
});

const toItem = (bytes: Uint8Array, { fileName, part }: Candidate): SecondLayerItem => {
  const sdi = findSdiName(fileName);
  if (sdi === 'invoice') return { system: 'sdi', type: sdi, fileName, facts: {} };
  const xml = parseLayerXml(decodeBody(bytes, part, LAYER_LIMITS.fileBytes));
  if (sdi !== undefined) return { system: 'sdi', fileName, ...toSdiFacts(xml, sdi) };
  const protocollo = findProtocolloName(fileName);
  if (protocollo === undefined) throw new MalformedInput('name');
  return { system: 'protocollo', fileName, ...toProtocolloFacts(xml, protocollo) };
};

const tryItem = (bytes: Uint8Array, candidate: Candidate): SecondLayerItem => {
  if (candidate.isAmbiguous) return toUnknown(candidate.fileName);
  try {
    return toItem(bytes, candidate);
  } catch {
    // Whatever stopped the reader, the name alone says nothing.
    return toUnknown(candidate.fileName);
  }
};

/** A file that is attached twice over is said once; two that differ are both said. */
const withoutCopies = (items: readonly SecondLayerItem[]): SecondLayerItem[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** @param originalBytes the original message as a verified piece of evidence encloses it
 * @throws LimitReached for too many files, MalformedInput for a message whose parts readers would disagree on */
export const findSecondLayer = async (originalBytes: Uint8Array): Promise<SecondLayerItem[]> => {
  const { bytes, attachments, isBroken } = parseOriginal(originalBytes);
  const candidates = attachments.flatMap(({ part }) => toCandidates(part));
  if (candidates.length === 0) return [];
  if (isBroken) throw new MalformedInput('original');
  if (candidates.length > LAYER_LIMITS.files) throw new LimitReached('files');
  return withoutCopies(candidates.map((candidate) => tryItem(bytes, candidate)));
};
