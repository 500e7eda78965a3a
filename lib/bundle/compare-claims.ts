// What a bundle says about itself against what was found in it: never believed, only compared.
import type { BundleProof, Comparison } from './bundle-findings';

const SUM_LINE = /^([0-9a-f]{64})[ ][ *]([^\0\n]+)$/;

/** A report on some six thousand proofs; a larger one would take more memory than a page may. */
export const REPORT_BYTES = 32 * 1024 * 1024;

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    // A mark of the byte order would be part of the first line for other tools.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** @param listed what the manifest says of every file but the sums themselves */
export const compareSums = (bytes: Uint8Array, listed: ReadonlyMap<string, string>): Comparison => {
  const lines = decode(bytes)?.split('\n');
  if (lines?.pop() !== '') return 'unreadable';
  const told = new Map<string, string>();
  for (const line of lines) {
    const [, sha256, name] = SUM_LINE.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || told.has(name)) return 'unreadable';
    told.set(name, sha256);
  }
  return told.size === listed.size && [...listed].every(([name, sha256]) => told.get(name) === sha256) ? 'agrees' : 'differs';
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** No deeper than what was found, however deep the claim is. */
const isSameJson = (claimed: unknown, found: unknown): boolean => {
  if (!isRecord(claimed) || !isRecord(found)) return claimed === found;
  if (Array.isArray(claimed) !== Array.isArray(found)) return false;
  const names = Object.keys(found);
  return names.length === Object.keys(claimed).length && names.every((name) => isSameJson(claimed[name], found[name]));
};

/** Facts that only another version tells are no contradiction. */
const isSameFacts = (claimed: unknown, found: BundleProof['report']['certified']): boolean => {
  if (!isRecord(claimed) || found === null) return claimed === found;
  return Object.entries(found).every(([name, fact]) => !Object.hasOwn(claimed, name) || isSameJson(claimed[name], fact));
};

type Claim = { sha256: unknown; report: Record<string, unknown> };

/** By the name of the file; undefined where it is no report. */
const readClaims = (value: unknown): Map<string, Claim[]> | undefined => {
  const claims = new Map<string, Claim[]>();
  if (!isRecord(value) || !Array.isArray(value.messages)) return undefined;
  for (const message of value.messages) {
    if (!isRecord(message) || !Array.isArray(message.evidence)) return undefined;
    for (const item of message.evidence) {
      if (!isRecord(item) || typeof item.file !== 'string' || !isRecord(item.report)) return undefined;
      const claim = { sha256: item.sha256, report: item.report };
      const known = claims.get(item.file);
      if (known) known.push(claim);
      else claims.set(item.file, [claim]);
    }
  }
  return claims;
};

const isAsFound = ({ sha256, report }: Claim, found: BundleProof): boolean =>
  sha256 === found.sha256 &&
  report.verdict === found.report.verdict &&
  report.kind === found.report.kind &&
  isSameFacts(report.certified, found.report.certified);

/** @param proofs in the bundle, as they were judged: the report tells of each of them, and of no other */
export const compareReport = (bytes: Uint8Array, proofs: readonly BundleProof[]): Comparison => {
  if (bytes.length > REPORT_BYTES) return 'unreadable';
  try {
    const claims = readClaims(JSON.parse(decode(bytes) ?? ''));
    if (!claims) return 'unreadable';
    const isSame = proofs.every((proof) => {
      const [claim, other] = claims.get(proof.name) ?? [];
      return claim !== undefined && other === undefined && isAsFound(claim, proof);
    });
    return isSame && claims.size === proofs.length ? 'agrees' : 'differs';
  } catch {
    return 'unreadable';
  }
};
