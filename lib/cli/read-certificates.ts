// A file of certificates, PEM or one in DER, for `ceralacca path`: what can be read of it, in its order.
import { readFile } from 'node:fs/promises';
import type { Certificate } from '../verify/cms/certificate';
import { parseCertificate } from '../verify/cms/parse-certificate';
import { LIMITS } from '../verify/limits';
import { parsePem } from '../verify/trust/trust-store';

/** Null in the place of a certificate that cannot be read; not whole when there are more than are looked into. */
export type ReadCertificates = { ok: true; certificates: (Certificate | null)[]; isWhole: boolean } | { ok: false };

const SEQUENCE = 0x30;

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/** @throws MalformedInput */
const toDer = (block: Uint8Array | string): Uint8Array => {
  if (typeof block !== 'string') return block;
  const [der] = parsePem(block);
  return der ?? new Uint8Array();
};

/** By search and not by expression: each part begins where one is announced, and is cut at its end later. */
const toBlocks = (bytes: Buffer): (Uint8Array | string)[] => {
  if (bytes[0] === SEQUENCE) return [Uint8Array.from(bytes)];
  const parts = bytes
    .toString('latin1')
    .split(BEGIN, LIMITS.pathCertificates + 2)
    .slice(1);
  return parts.filter((part) => part.includes(END)).map((part) => BEGIN + part);
};

const tryParse = async (block: Uint8Array | string): Promise<Certificate | null> => {
  try {
    return await parseCertificate(toDer(block));
  } catch {
    return null;
  }
};

/** Not ok when the file itself cannot be read; beyond LIMITS.pathCertificates certificates are left out. */
export const readCertificates = async (path: string): Promise<ReadCertificates> => {
  try {
    const bytes = await readFile(path);
    const blocks = bytes.length > LIMITS.messageBytes ? [] : toBlocks(bytes);
    const certificates: (Certificate | null)[] = [];
    for (const block of blocks.slice(0, LIMITS.pathCertificates)) certificates.push(await tryParse(block));
    return { ok: true, certificates, isWhole: bytes.length <= LIMITS.messageBytes && blocks.length <= LIMITS.pathCertificates };
  } catch {
    return { ok: false };
  }
};
