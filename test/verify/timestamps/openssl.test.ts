// Agreement with openssl: it accepts our tokens, we accept its answers, and we take no bent token that it refuses.
import { describe, expect, it } from 'vitest';
import { TOKEN_ATTACKS } from '../../attacks/timestamp-attacks';
import { stampWithOpenssl, verifyTimestampWithOpenssl } from '../../pki/openssl-timestamp';
import { outcomeOf, resultOf } from '../bench';
import { judgeBeside, message, stamp, stampBy, tsa } from './bench';

const root = tsa.root.certificate.pem;
const AT = new Date('2026-10-01T12:00:00Z');

it.each(['sha256', 'sha384', 'sha512'] as const)('an answer of openssl with %s is good', async (digest) => {
  const answer = await stampWithOpenssl(message, tsa, digest);
  const report = await judgeBeside([answer], new Date().toISOString());
  // The clock of the machine may stand before the sample message was signed.
  const isEarlier = Date.now() < Date.parse('2026-09-19T13:41:19Z');
  expect(outcomeOf(report, 'timestamp')).toBe(isEarlier ? 'timestamp.earlier-than-signature' : 'passed');
  if (!isEarlier)
    expect(resultOf(report, 'timestamp').facts).toMatchObject({ accuracy: '1.501 s', policy: '0.4.0.2023.1.1', serial: '02' });
});

describe('openssl accepts', () => {
  it.each(['sha256', 'sha384', 'sha512'] as const)('our token with %s', async (digest) => {
    expect(await verifyTimestampWithOpenssl(stamp({ digest, signatureDigest: digest }), message, root, AT)).toBe(true);
  });
  it('our token with an elliptic curve', async () => {
    expect(await verifyTimestampWithOpenssl(await stampBy({ keySpec: { type: 'ec', curve: 'P-256' } }), message, root, AT)).toBe(true);
  });
  it('our token with SigningCertificate of version 1', async () => {
    expect(await verifyTimestampWithOpenssl(stamp({ signingCertificate: 1 }), message, root, AT)).toBe(true);
  });
});

/** What openssl takes and we do not, with the reason. */
const STRICTER: Readonly<Record<string, string>> = {
  'imprint by MD5': 'collisions are cheap',
  'imprint by SHA-1 of today': 'SHA-1 proves nothing after 2016',
  'signed with SHA-1 of today': 'SHA-1 proves nothing after 2016',
  'SHA-1 at the first instant of 2017': 'SHA-1 proves nothing after 2016',
  'from before the signature': 'openssl knows nothing of the message',
  'from the years in which SHA-1 held': 'openssl knows nothing of the message',
  'of a time to come': 'openssl compares no clocks',
  'TSTInfo: accuracy of a thousand milliseconds': 'RFC 3161 section 2.4.2: 1 to 999',
  'TSTInfo: negative accuracy': 'an accuracy below nothing would make a proof older',
  'TSTInfo: unknown critical extension': 'RFC 3161 section 2.4.2: as in certificates',
  'TSTInfo: time without zone': 'RFC 3161 section 2.4.2: Z',
  'TSTInfo: time with an offset': 'RFC 3161 section 2.4.2: Z',
  'TSTInfo: time with a comma': 'RFC 3161 section 2.4.2: a point',
  'TSTInfo: time with a final zero': 'RFC 3161 section 2.4.2: no final zeros',
  'TSTInfo: time with a bare point': 'RFC 3161 section 2.4.2: digits after the point',
  'TSTInfo: time without seconds': 'RFC 3161 section 2.4.2: seconds',
  'TSTInfo: time of a day that does not exist': 'openssl does not look at the time',
  'TSTInfo: time of a leap second': 'no clock here can tell it',
  'CMS: signature algorithm of another digest': 'openssl takes the digest from elsewhere',
  'attributes: no content type': 'RFC 5652 section 11.1',
  'attributes: content type of plain data': 'RFC 5652 section 11.1',
  'attributes: digest twice': 'RFC 5652 section 11.2',
  'attributes: algorithms that another signature had': 'RFC 6211, which openssl leaves to its other command',
  'certificate: the same usage twice': 'RFC 3161 section 2.3: one purpose',
  'certificate: an authority': 'whoever issues certificates signs no time-stamps',
  'certificate: a short key': 'whoever can break it can write any date',
};

it('we refuse whatever openssl refuses, and say why where we refuse more', async () => {
  const accepted: string[] = [];
  for (const { name, build } of TOKEN_ATTACKS) {
    if (await verifyTimestampWithOpenssl(await build(), message, root, AT)) accepted.push(name);
  }
  expect(accepted).toEqual(Object.keys(STRICTER));
}, 60_000);
