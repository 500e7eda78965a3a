// Revocation is judged at the signing instant: good only by what was made later, revoked by any believed word, unknown said as unknown.
import { describe, expect, it } from 'vitest';
import { findFailure } from '../../../lib/verify/failure';
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { distributionPoint, issueCrl, issuingPoint, keepsExpiredSince, toCrlPem } from '../../pki/issue-crl';
import { archiveCutoff, issueDelegate, issueOcspResponse } from '../../pki/issue-ocsp-response';
import { issueProvider } from '../../pki/issue-provider';
import { verifyWithOpenssl } from '../../pki/openssl';
import { authority, judge, judgeProvider, NOW, outcomeOf, replaceIn, resultOf, sign } from '../bench';
import { AFTER, answer, BEFORE, factsOf, judgeWith, list, message, revocation, rootList, SIGNED_AT } from '../revocation/bench';
import { stamp, trust as stampTrust } from '../timestamps/bench';

const ID = 'revocation';

const outcome = async (data: readonly Uint8Array[], bytes?: Uint8Array): Promise<string> => outcomeOf(await judgeWith(data, bytes), ID);

it('is not checked, and leaves the verdict alone, while nothing was given', async () => {
  const report = await judge();
  expect(resultOf(report, ID)).toEqual({ check: ID, status: 'undetermined', facts: {}, reason: 'revocation.not-checked' });
  expect(report.verdict).toBe('verified');
});

it('is not available without a path', async () => {
  const report = await verifyMessage(message, { trust: await createTrustStore(), now: NOW, revocation: [list()] });
  expect(outcomeOf(report, ID)).toBe('revocation.not-available');
});

describe('good', () => {
  it.each([
    ['a list', list()],
    ['a list in PEM', Buffer.from(toCrlPem(list()))],
    ['a list made in the second of the signature', list({ thisUpdate: SIGNED_AT })],
    ['a list of users only', list({ extensions: [issuingPoint({ usersOnly: true })] })],
    ['a list signed with SHA-512', list({ digest: 'sha512' })],
    ['an answer by the authority', answer()],
    ['an answer by the authority, named by its key', answer({ responderId: 'key' })],
    ['an answer with SHA-256 identifiers', answer({ identifierDigest: 'sha256' })],
    ['an answer that sets no end', answer({ nextUpdate: null })],
  ])('by %s', async (_, source) => {
    const report = await judgeWith([rootList, source]);
    expect(resultOf(report, ID)).toMatchObject({ status: 'passed', notes: [] });
    expect(report.verdict).toBe('verified');
  });

  it('by a delegate of the authority, named either way', async () => {
    const responder = await issueDelegate(authority.ca);
    for (const responderId of ['name', 'key'] as const)
      expect(await outcome([rootList, answer({ responder, responderId })])).toBe('passed');
  });

  it('says by which sources, and which were of no use', async () => {
    const report = await judgeWith([rootList, list(), new Uint8Array(4)]);
    expect(factsOf(report)).toEqual({
      notRevoked: [expect.stringContaining('CN=Posta Certificata'), expect.stringContaining('CN=Ceralacca Test PEC CA')],
      sources: [
        expect.stringMatching(/^CRL .*CN=Ceralacca Test PEC CA: 2026-10-01T00:00:00.000Z \/ 2026-10-08T00:00:00.000Z$/),
        expect.stringMatching(/^CRL .*CN=Ceralacca Test Root: /),
      ],
      unusableSources: ['unreadable'],
    });
  });

  it('by one list for all, users and authorities, when the anchor issued the signer itself', async () => {
    const trust = await createTrustStore([authority.ca.certificate.der]);
    const report = await verifyMessage(message, { trust, now: NOW, revocation: [list()] });
    expect(outcomeOf(report, ID)).toBe('passed');
  });

  it('by the piece of the list that the certificate names', async () => {
    const url = 'http://autorita.example/pezzo-1.crl';
    const signer = await issueProvider(authority, { keyLabel: 'piece', extraExtensions: [distributionPoint(url)] });
    const bytes = await sign({ provider: signer });
    expect(await outcome([rootList, list({ extensions: [issuingPoint({ url })] })], bytes)).toBe('passed');
    const other = list({ extensions: [issuingPoint({ url: 'http://autorita.example/pezzo-2.crl' })] });
    expect(await outcome([rootList, other], bytes)).toBe('revocation.no-usable-answer');
  });
});

describe('a certificate that had expired when the list was made', () => {
  const notAfter = new Date('2026-09-30T00:00:00Z');
  const judgeExpired = async (make: (signer: Awaited<ReturnType<typeof issueProvider>>) => Uint8Array): Promise<string> => {
    const signer = await issueProvider(authority, { keyLabel: 'expired', notAfter });
    return outcome([rootList, make(signer)], await sign({ provider: signer }));
  };

  it('may have vanished from it', async () => {
    expect(await judgeExpired(() => list())).toBe('revocation.expired-before-list');
    expect(await judgeExpired((signer) => issueOcspResponse(signer.certificate, authority.ca))).toBe('revocation.expired-before-list');
  });

  it('is still on it when the list says that it keeps such certificates', async () => {
    expect(await judgeExpired(() => list({ extensions: [keepsExpiredSince(notAfter)] }))).toBe('passed');
    const singleExtensions = [archiveCutoff(notAfter)];
    expect(await judgeExpired((signer) => issueOcspResponse(signer.certificate, authority.ca, { singleExtensions }))).toBe('passed');
  });

  it('is not when it expired before the date from which they are kept', async () => {
    const late = new Date(notAfter.getTime() + 1000);
    expect(await judgeExpired(() => list({ extensions: [keepsExpiredSince(late)] }))).toBe('revocation.expired-before-list');
  });
});

describe('revoked', () => {
  it('fails the message, which is neither a fake nor altered', async () => {
    const report = await judgeWith([rootList, revocation({ reason: 1 })]);
    expect(resultOf(report, ID)).toMatchObject({
      status: 'failed',
      reason: 'revocation.revoked',
      facts: { revokedFrom: BEFORE.toISOString(), revocationReason: 'key-compromise', revoked: [expect.any(String)] },
    });
    expect([report.verdict, report.certified, findFailure(report)]).toEqual(['failed', null, 'revoked']);
  });

  it('changes nothing about what else is wrong', async () => {
    const altered = await judgeWith([revocation()], replaceIn('Gestore', 'gestore')(message));
    expect([altered.verdict, findFailure(altered)]).toEqual(['failed', 'altered']);
    const stranger = await judgeProvider({ policies: null, keyLabel: 'no-policy' });
    expect(findFailure(stranger)).toBe('fake');
  });

  it('counts from the second of the signature, not after', async () => {
    const next = new Date(SIGNED_AT.getTime() + 1000);
    expect(await outcome([rootList, revocation({ revokedAt: SIGNED_AT, reason: 4 })])).toBe('revocation.revoked');
    expect(await outcome([rootList, revocation({ revokedAt: next, reason: 4 })])).toBe('passed');
  });
});

describe('revoked after the signature', () => {
  it.each([3, 4, 5, 9])('is a note when reason %s leaves the key where it was', async (reason) => {
    const report = await judgeWith([rootList, revocation({ revokedAt: AFTER, reason })]);
    expect(resultOf(report, ID)).toMatchObject({ status: 'passed', notes: ['revocation.revoked-since'] });
    expect(report.verdict).toBe('verified');
  });

  it.each([1, 2, 10])('holds back the verdict when reason %s says that a key was lost', async (reason) => {
    const report = await judgeWith([rootList, revocation({ revokedAt: AFTER, reason })]);
    expect([outcomeOf(report, ID), report.verdict]).toEqual(['revocation.compromised-since', 'inconclusive']);
  });

  const judgeStamped = (genTime: string, entry: Parameters<typeof revocation>[0]) =>
    verifyMessage(message, { trust: stampTrust, now: NOW, revocation: [rootList, revocation(entry)], timestamps: [stamp({ genTime })] });

  it('is settled by a time-stamp from before', async () => {
    const report = await judgeStamped('20260920120000Z', { revokedAt: AFTER, reason: 1 });
    expect(resultOf(report, ID)).toMatchObject({ status: 'passed', notes: ['revocation.proven-before'] });
    expect(report.verdict).toBe('verified');
  });

  it.each([
    ['made later than the revocation', '20260926120000Z', { revokedAt: AFTER, reason: 1 }],
    [
      'made before the revocation, after the key was lost',
      '20260922120000Z',
      { revokedAt: AFTER, reason: 1, invalidityDate: new Date('2026-09-21T00:00:00Z') },
    ],
    ['made in that very second', '20260925000000Z', { revokedAt: AFTER, reason: 1 }],
  ])('is not settled by a time-stamp %s', async (_, genTime, entry) => {
    const report = await judgeStamped(genTime, entry);
    expect([outcomeOf(report, ID), report.verdict]).toEqual(['revocation.compromised-since', 'inconclusive']);
  });

  it('a time-stamp never heals what was revoked before', async () => {
    expect((await judgeStamped('20260920120000Z', {})).verdict).toBe('failed');
  });
});

describe('openssl', () => {
  const ask = (lists: readonly Uint8Array[]) => {
    const files = [authority.root.certificate.pem, ...lists.map(toCrlPem)].join('');
    return verifyWithOpenssl(message, files, SIGNED_AT, ['-crl_check_all']);
  };
  const current = { thisUpdate: SIGNED_AT };
  const root = issueCrl(authority.root, current);

  it('agrees about a good certificate', async () => {
    expect(await outcome([root, list(current)])).toBe('passed');
    expect(await ask([root, list(current)])).toMatchObject({ valid: true });
  });

  it('agrees about a revoked one', async () => {
    expect(await outcome([root, revocation({}, current)])).toBe('revocation.revoked');
    const asked = await ask([root, revocation({}, current)]);
    expect([asked.valid, asked.output]).toEqual([false, expect.stringContaining('certificate revoked')]);
  });

  it('agrees that a stranger’s list is none', async () => {
    const forged = issueCrl({ ...authority.ca, key: authority.root.key }, current);
    expect(await outcome([root, forged])).toBe('revocation.no-usable-answer');
    expect((await ask([root, forged])).valid).toBe(false);
  });

  it('believes a list from before the signature, which we call too old', async () => {
    const older = list({ thisUpdate: new Date(SIGNED_AT.getTime() - 3_600_000) });
    expect(await outcome([root, older])).toBe('revocation.older-than-message');
    expect(await ask([root, older])).toMatchObject({ valid: true });
  });
});
