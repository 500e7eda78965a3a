// What a bundle says about itself against what was found in it: never believed, only compared.
import type { Verdict } from '../verify/report';
import type { Comparison } from './bundle-findings';

const SUM_LINE = /^([0-9a-f]{64})[ ][ *]([^\0\n]+)$/;

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
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

/** The verdicts that the report claims, by SHA-256; undefined where it is no report. */
const readClaims = (value: unknown): Map<string, unknown> | undefined => {
  const claims = new Map<string, unknown>();
  if (!isRecord(value) || !Array.isArray(value.messages)) return undefined;
  for (const message of value.messages) {
    if (!isRecord(message) || !Array.isArray(message.evidence)) return undefined;
    for (const item of message.evidence) {
      if (!isRecord(item) || typeof item.sha256 !== 'string' || !isRecord(item.report)) return undefined;
      claims.set(item.sha256, item.report.verdict);
    }
  }
  return claims;
};

/** @param found the verdict of each proof in the bundle, by SHA-256 */
export const compareReport = (bytes: Uint8Array, found: ReadonlyMap<string, Verdict>): Comparison => {
  try {
    const claims = readClaims(JSON.parse(decode(bytes) ?? ''));
    if (!claims) return 'unreadable';
    return claims.size === found.size && [...found].every(([sha256, verdict]) => claims.get(sha256) === verdict) ? 'agrees' : 'differs';
  } catch {
    return 'unreadable';
  }
};
