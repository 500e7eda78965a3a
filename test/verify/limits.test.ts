// Every limit of a hostile input: what is just below it is read, what is just above gives its own reason, by name and at once.
import { describe, expect, it } from 'vitest';
import { parseArchive } from '../../lib/intake/parse-archive';
import { LIMITS } from '../../lib/verify/limits';
import type { CheckId, Report } from '../../lib/verify/report';
import { buildArchive } from '../intake/build-archive';
import { minimumTimeOf } from '../minimum-time';
import { nothing } from '../pki/der';
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { authority, judge, judgeBytes, resultOf, sign } from './bench';

/** What a search that explodes would exceed on any machine; the largest message here is hashed and searched in less. */
const AT_ONCE_MS = 3000;

const CLAIM = `From: posta-certificata@pec.provider.example${CRLF}X-Ricevuta: accettazione${CRLF}`;

const bytesOf = (head: string, size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(0x78);
  bytes.set(toBytes(head));
  return bytes;
};

const withHeaders = (octets: number): Uint8Array => {
  const line = `X-A: ${'y'.repeat(93)}${CRLF}`;
  const rest = octets - CLAIM.length;
  const last = `X-B: ${'y'.repeat((rest % line.length) + line.length - 7)}${CRLF}`;
  return toBytes(`${CLAIM}${line.repeat(Math.floor(rest / line.length) - 1)}${last}${CRLF}x`);
};

/** The root is a part too. */
const withParts = (parts: number): Uint8Array =>
  toBytes(`${CLAIM}Content-Type: multipart/mixed; boundary=b${CRLF}${CRLF}${`--b${CRLF}${CRLF}x${CRLF}`.repeat(parts - 1)}--b--${CRLF}`);

/** Multiparts in each other, small beside the text in front of them; the innermost leaf lies at `depth`. */
const withDepth = (depth: number): Uint8Array => {
  const levels = Array.from({ length: depth }, (_, level) => level);
  const open = levels.map((level) => `Content-Type: multipart/mixed; boundary=n${level}${CRLF}${CRLF}--n${level}${CRLF}`).join('');
  const close = levels.map((level) => `${CRLF}--n${depth - 1 - level}--${CRLF}`).join('');
  return toBytes(`${CLAIM}${open.replace(CRLF + CRLF, `${CRLF}${CRLF}${'x'.repeat(20_000)}${CRLF}`)}${CRLF}x${close}`);
};

const withSignature = (octets: number): Partial<PecOptions> => ({
  tamper: { cms: (cms) => Buffer.concat([cms, new Uint8Array(octets - cms.length)]) },
});

/** Values without length in each other, which are read to their end before anything else; the innermost lies at `levels`. */
const nest = (levels: number): Uint8Array =>
  Buffer.concat([Buffer.from('3080'.repeat(levels), 'hex'), nothing, new Uint8Array(levels * 2)]);

/** So many values without length in one. */
const fill = (values: number): Uint8Array => Buffer.concat([Buffer.from(`3080${'0500'.repeat(values - 1)}0000`, 'hex')]);

/** Two stand there as it is. */
const withCertificates = (count: number): Partial<PecOptions> => ({
  tamper: {
    signedData: (data) => ({
      ...data,
      certificates: [...data.certificates, ...Array.from({ length: count - 2 }, () => authority.root.certificate.der)],
    }),
  },
});

const withDaticert = (octets: number): Partial<PecOptions> => ({
  tamper: { daticertXml: (xml) => xml.replace('</postacert>', `${' '.repeat(octets - Buffer.byteLength(xml))}</postacert>`) },
});

const RECIPIENT = '<destinatari>a@b.it</destinatari>';

/** One stands there as it is; the shortest that there are, for five thousand of the usual ones would be too many octets. */
const withRecipients = (count: number): Partial<PecOptions> => ({
  tamper: { daticertXml: (xml) => xml.replace('</intestazione>', `${RECIPIENT.repeat(count - 1)}</intestazione>`) },
});

type Row = { limit: keyof typeof LIMITS; check: CheckId; at: number; build(size: number): Promise<Uint8Array> | Uint8Array };

const ROWS: readonly Row[] = [
  { limit: 'messageBytes', check: 'message-structure', at: 100 * 1024 * 1024, build: (size) => bytesOf(`${CLAIM}${CRLF}`, size) },
  { limit: 'headerBytes', check: 'message-structure', at: 256 * 1024, build: withHeaders },
  { limit: 'parts', check: 'message-structure', at: 1000, build: withParts },
  { limit: 'depth', check: 'message-structure', at: 20, build: withDepth },
  { limit: 'signatureBytes', check: 'signature-integrity', at: 1024 * 1024, build: (size) => sign(withSignature(size)) },
  { limit: 'asn1Depth', check: 'signature-integrity', at: 40, build: (levels) => sign({ tamper: { cms: () => nest(levels) } }) },
  { limit: 'asn1Nodes', check: 'signature-integrity', at: 50_000, build: (values) => sign({ tamper: { cms: () => fill(values) } }) },
  { limit: 'certificates', check: 'signature-integrity', at: 20, build: (count) => sign(withCertificates(count)) },
  { limit: 'daticertBytes', check: 'certification-data', at: 256 * 1024, build: (size) => sign(withDaticert(size)) },
  { limit: 'recipients', check: 'certification-data', at: 5000, build: (count) => sign(withRecipients(count)) },
];

const hasReachedLimit = ({ checks }: Report): boolean =>
  checks.some((result) => result.status !== 'passed' && result.reason.endsWith('.limit-reached'));

describe.each(ROWS.map((row) => [row.limit, row] as const))('%s', (limit, { check, at, build }) => {
  it('is the one that was agreed', () => {
    expect(LIMITS[limit]).toBe(at);
  });

  it('lets pass what just reaches it', async () => {
    expect(hasReachedLimit(await judgeBytes(await build(at)))).toBe(false);
  });

  it('stops what goes beyond, says which limit it was, and at once', async () => {
    const bytes = await build(at + 1);
    const result = resultOf(await judgeBytes(bytes), check);
    expect(result).toMatchObject({ status: 'undetermined', reason: `${check}.limit-reached`, facts: { limit } });
    expect(await minimumTimeOf(() => judgeBytes(bytes))).toBeLessThan(AT_ONCE_MS);
  });
});

it('a limit inside a genuine message never turns it green, and never red', async () => {
  for (const options of [withSignature(LIMITS.signatureBytes + 1), withDaticert(LIMITS.daticertBytes + 1)]) {
    expect((await judge(options)).verdict).toBe('inconclusive');
  }
});

it('a limit is reached before the octets behind it are looked at', async () => {
  const octets = toOctets(withParts(LIMITS.parts + 1));
  const longer = toBytes(octets.repeat(50));
  const [short, long] = [await minimumTimeOf(() => judgeBytes(toBytes(octets))), await minimumTimeOf(() => judgeBytes(longer))];
  // Only hashing and one search for boundaries grow with the octets.
  expect(long).toBeLessThan(short * 50 + 200);
});

describe('archives', () => {
  const entries = (count: number): Blob =>
    new Blob([buildArchive(Array.from({ length: count }, (_, index) => ({ name: `${index}.eml`, content: 'x', stored: true })))]);
  const packed = (ratio: number): Blob => {
    const size = 2 * 1024 * 1024;
    return new Blob([
      buildArchive([{ name: 'a.eml', content: 'x'.repeat(10), claimedSize: size, packed: new Uint8Array(Math.ceil(size / ratio)) }]),
    ]);
  };

  it('of 20,000 entries are read, of one more are refused', async () => {
    expect(await parseArchive(entries(20_000))).toMatchObject({ ok: true });
    expect(await parseArchive(entries(20_001))).toEqual({ ok: false, problem: 'archive-too-many' });
  });

  it('that unpack to less than a hundred times their size are read, to more are refused', async () => {
    expect(await parseArchive(packed(95))).toMatchObject({ ok: true });
    expect(await parseArchive(packed(105))).toEqual({ ok: false, problem: 'archive-bomb' });
  });
});
