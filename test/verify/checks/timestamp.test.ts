// What the check tells of time-stamps inside the signature and beside the message, and that none of them moves the verdict.
import { describe, expect, it } from 'vitest';
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { issueIntermediate } from '../../pki/authority';
import type { SignedData } from '../../pki/cms';
import { createTimestamp, stampedMetaData, type TimestampOptions, toResponse, toStampedData } from '../../pki/create-timestamp';
import { explicit, implicit } from '../../pki/der';
import { OID } from '../../pki/oids';
import { authority, judge, NOW, outcomeOf, resultOf, sign } from '../bench';
import { judgeBeside, LATER, message, signStamped, stamp, stampBy, trust, tsa } from '../timestamps/bench';

const ID = 'timestamp';
const ROOT = 'C=IT, O=Marche di Prova S.p.A., CN=Ceralacca Test TSA Root';

it('says that there is none', async () => {
  const report = await judge();
  expect(resultOf(report, ID)).toEqual({ check: ID, status: 'undetermined', facts: {}, reason: 'timestamp.none' });
  expect(report.verdict).toBe('verified');
});

describe('beside the message', () => {
  const forms: [name: string, file: () => Uint8Array][] = [
    ['a bare token', () => stamp()],
    ['a token in BER', () => stamp({ encoding: 'ber' })],
    ['an answer of the authority', () => toResponse(stamp())],
    ['an answer granted with modifications', () => toResponse(stamp(), 1)],
    ['message and token in one file', () => toStampedData(message, [stamp()])],
    ['the message in pieces', () => toStampedData(message, [stamp()], { inPieces: true })],
    ['a file that names the message only', () => toStampedData(null, [stamp()])],
    ['unhashed words about the file', () => toStampedData(message, [stamp()], { metaData: stampedMetaData(false) })],
    [
      'hashed words about the file',
      () => toStampedData(message, [stamp({ of: Buffer.concat([stampedMetaData(true), message]) })], { metaData: stampedMetaData(true) }),
    ],
    ['a token and one that renews it', () => toStampedData(message, [stamp(), stamp({ of: Buffer.from('the token before') })])],
  ];
  it.each(forms)('%s is good', async (_, file) => {
    const report = await judgeBeside([file()]);
    expect(outcomeOf(report, ID)).toBe('passed');
    expect(resultOf(report, ID)).toMatchObject({
      facts: { covers: 'message' },
      notes: ['timestamp.before-expiry', 'timestamp.added-authority'],
    });
    expect(report.verdict).toBe('verified');
  });
});

it('shows what is proven, since when, and by whom', async () => {
  const report = await judgeBeside([stamp({ genTime: '20261001120000.25Z', accuracy: { seconds: 1, millis: 500, micros: 100 } })]);
  expect(resultOf(report, ID).facts).toEqual({
    timestampTime: '2026-10-01T12:00:00.250Z',
    existedBefore: '2026-10-01T12:00:02.000Z',
    covers: 'message',
    authority: 'C=IT, O=Marche di Prova S.p.A., CN=Ceralacca Test TSU 1',
    anchor: ROOT,
    addedByUser: true,
    accuracy: '1.501 s',
    digestAlgorithm: 'SHA-256',
    policy: '0.4.0.2023.1.1',
    serial: '1234ABCD',
  });
});

describe('inside the signature', () => {
  it.each(['openpec', 'javamail'] as const)('layout %s', async (layout) => {
    const report = await judgeBeside([], NOW, trust, await signStamped({}, { layout }));
    expect(resultOf(report, ID)).toMatchObject({ status: 'passed', facts: { covers: 'signature' } });
    expect(report.verdict).toBe('verified');
  });

  it('is about the signature, not about the message', async () => {
    const report = await judgeBeside([], NOW, trust, await signStamped({ of: message }));
    expect(outcomeOf(report, ID)).toBe('timestamp.wrong-imprint');
    expect(report.verdict).toBe('verified');
  });
});

describe('an expired certificate', () => {
  const notesOf = async (file: Uint8Array | null): Promise<string[]> => {
    const report = await judgeBeside(file ? [file] : [], LATER);
    const result = resultOf(report, 'signer-certificate');
    expect(report.verdict).toBe('verified');
    return result.status === 'passed' ? result.notes : [];
  };
  const WITHOUT_PROOF = ['signer-certificate.expired-since', 'signer-certificate.no-time-proof'];

  it('needs no other proof when a time-stamp is older', async () => {
    expect(await notesOf(stamp())).toEqual(['signer-certificate.expired-since']);
  });
  it('has no proof without one, or with one that came too late or proves nothing', async () => {
    expect(await notesOf(null)).toEqual(WITHOUT_PROOF);
    expect(await notesOf(stamp({ genTime: '20290101000000Z' }))).toEqual(WITHOUT_PROOF);
    expect(await notesOf(stamp({ of: Buffer.from('something else') }))).toEqual(WITHOUT_PROOF);
  });
  it('counts the accuracy against the proof, to the second', async () => {
    const exact = { genTime: '20280603085959Z' } as const;
    expect(await notesOf(stamp({ ...exact, accuracy: { seconds: 1 } }))).toEqual(['signer-certificate.expired-since']);
    expect(await notesOf(stamp({ ...exact, accuracy: { seconds: 1, micros: 1 } }))).toEqual(WITHOUT_PROOF);
  });
  it('is told in the check itself', async () => {
    const late = await judgeBeside([stamp({ genTime: '20290101000000Z' })], LATER);
    expect(resultOf(late, ID)).toMatchObject({ status: 'passed', notes: ['timestamp.after-expiry', 'timestamp.added-authority'] });
  });
});

it('takes the earliest of several, and says when another is of no use', async () => {
  const files = [stamp({ genTime: '20261002000000Z' }), stamp({ genTime: '20261001000000Z' }), stamp({ signingCertificate: null })];
  expect(resultOf(await judgeBeside(files), ID)).toMatchObject({
    facts: { timestampTime: '2026-10-01T00:00:00.000Z' },
    notes: ['timestamp.before-expiry', 'timestamp.added-authority', 'timestamp.another-useless'],
  });
});

it('leaves aside tokens about other files when one is about this', async () => {
  const report = await judgeBeside([stamp({ of: Buffer.from('another message') }), stamp()]);
  expect(resultOf(report, ID)).toMatchObject({ notes: ['timestamp.before-expiry', 'timestamp.added-authority'] });
});

it('says when the authority says nothing of its accuracy', async () => {
  const report = await judgeBeside([stamp({ accuracy: null })]);
  expect(resultOf(report, ID)).toMatchObject({
    facts: { accuracy: '', existedBefore: '2026-10-01T12:00:01.000Z' },
    notes: ['timestamp.before-expiry', 'timestamp.no-accuracy', 'timestamp.added-authority'],
  });
});

it('still takes SHA-1 of the years before 2017, with a word', async () => {
  const old = await sign({ clock: new Date('2016-05-01T10:00:00Z') });
  const early = { of: old, genTime: '20160501100100Z', digest: 'sha1', signatureDigest: 'sha1', signingCertificate: 1 } as const;
  const report = await judgeBeside([stamp(early)], NOW, trust, old);
  expect(resultOf(report, ID)).toMatchObject({ status: 'passed', notes: expect.arrayContaining(['timestamp.sha1-digest']) });
});

it.each(['sha256', 'sha384', 'sha512'] as const)('takes %s in imprint and signature', async (digest) => {
  expect(outcomeOf(await judgeBeside([stamp({ digest, signatureDigest: digest })]), ID)).toBe('passed');
});

it.each([
  ['no key usage', { keyUsage: null }],
  ['a key for non-repudiation alone', { keyUsage: ['nonRepudiation'] }],
] as const)('takes a certificate with %s', async (_, profile) => {
  expect(outcomeOf(await judgeBeside([await stampBy({ keyLabel: 'plain-tsa', ...profile })]), ID)).toBe('passed');
});

it('takes a name among the alternative ones, and a token that names nobody', async () => {
  const named: Partial<TimestampOptions> = {
    hasName: false,
    tamper: { info: (members) => [...members, explicit(0, implicit(1, Buffer.from('TSU@marche.example')))] },
  };
  const profile = { addresses: ['tsu@marche.example'], keyLabel: 'named-tsa' };
  expect(outcomeOf(await judgeBeside([await stampBy(profile, named)]), ID)).toBe('passed');
  expect(outcomeOf(await judgeBeside([stamp({ hasName: false })]), ID)).toBe('passed');
  expect(outcomeOf(await judgeBeside([stamp(named)]), ID)).toBe('timestamp.name-mismatch');
});

it('takes elliptic curves', async () => {
  const token = await stampBy({ keySpec: { type: 'ec', curve: 'P-256' } });
  expect(outcomeOf(await judgeBeside([token]), ID)).toBe('passed');
});

describe('trust', () => {
  it('any anchor for PEC vouches for time-stamps too', async () => {
    const token = await stampBy({ issuer: authority.root, keyLabel: 'below-pec-root' });
    expect(outcomeOf(await judgeBeside([token]), ID)).toBe('passed');
  });

  it('an anchor for time-stamps vouches for no provider', async () => {
    const store = await createTrustStore([], [authority.root.certificate.der, tsa.root.certificate.der]);
    const report = await verifyMessage(message, { trust: store, now: NOW, timestamps: [stamp()] });
    expect(outcomeOf(report, ID)).toBe('passed');
    expect(resultOf(report, 'provider-trust').status).not.toBe('passed');
    expect(report.verdict).not.toBe('verified');
  });

  it('an anchor of the administration is told apart, and vouches for no provider either', async () => {
    const store = await createTrustStore([authority.root.certificate.der], [], { pec: [], timestamps: [tsa.root.certificate.der] });
    const report = await judgeBeside([stamp()], NOW, store);
    expect(resultOf(report, ID)).toMatchObject({
      status: 'passed',
      notes: ['timestamp.before-expiry', 'timestamp.managed-authority'],
      facts: { addedByUser: false, addedByAdministration: true },
    });
    expect(resultOf(report, 'provider-trust')).toMatchObject({ notes: ['provider-trust.added-authority'] });
  });

  it('an unknown authority proves nothing, and names the one that would have to be known', async () => {
    const store = await createTrustStore([authority.root.certificate.der]);
    const report = await judgeBeside([stamp()], NOW, store);
    expect(resultOf(report, ID)).toMatchObject({
      status: 'undetermined',
      reason: 'timestamp.unknown-authority',
      facts: { issuer: ROOT },
    });
    expect(report.verdict).toBe('verified');
  });

  it('is judged at the time of the time-stamp, not now', async () => {
    const token = await stampBy({ notAfter: new Date('2026-12-01T00:00:00Z'), keyLabel: 'short-lived' });
    expect(outcomeOf(await judgeBeside([token], LATER), ID)).toBe('passed');
  });
});

it('is about the file that was given, not about what is enclosed in it', async () => {
  const envelope = await sign({ kind: 'posta-certificata' });
  const token = createTimestamp({ tsa, of: envelope });
  const report = await judgeBeside([token], NOW, trust, envelope);
  expect(outcomeOf(report, ID)).toBe('passed');
});

it('follows an authority between the root and the one that stamps', async () => {
  const between = await issueIntermediate(tsa.root, {
    commonName: 'Ceralacca Test TSA CA',
    keyLabel: 'tsa-ca',
    nameConstraints: false,
    policies: null,
    extendedKeyUsage: [OID.timeStamping],
  });
  const enclosing = (ders: readonly Uint8Array[]) => ({
    tamper: { signedData: (data: SignedData) => ({ ...data, certificates: [...data.certificates, ...ders] }) },
  });
  const profile = { issuer: between, keyLabel: 'below-tsa-ca' };
  const report = await judgeBeside([await stampBy(profile, enclosing([between.certificate.der]))]);
  expect(resultOf(report, ID)).toMatchObject({ status: 'passed', facts: { anchor: ROOT } });
  expect(outcomeOf(await judgeBeside([await stampBy(profile)]), ID)).toBe('timestamp.unknown-authority');
});

it('counts the built-in root among the anchors for time-stamps', async () => {
  const { anchors, timestampAnchors } = await createTrustStore();
  expect(anchors.length).toBeGreaterThan(0);
  for (const anchor of anchors) expect(timestampAnchors).toContain(anchor);
});
