// Which certificate of the path is spoken of, and which of several doubts is told: the one that says most, with its own facts.
import { describe, expect, it } from 'vitest';
import { findFailure } from '../../../lib/verify/failure';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { type CrlEntry, issueCrl } from '../../pki/issue-crl';
import { authority, NOW, outcomeOf, resultOf } from '../bench';
import { AFTER, answer, BEFORE, factsOf, judgeWith, list, message, revocation, rootList } from '../revocation/bench';
import { stamp, trust as stampTrust } from '../timestamps/bench';

const ID = 'revocation';
const SIGNER = expect.stringContaining('CN=Posta Certificata');
const AUTHORITY = expect.stringContaining('CN=Ceralacca Test PEC CA');

/** A list of the root on which the authority stands. */
const rootRevocation = (entry: Partial<CrlEntry>): Uint8Array =>
  issueCrl(authority.root, { entries: [{ serial: authority.ca.certificate.serial, revokedAt: BEFORE, ...entry }] });

const shortFacts = { revokedFrom: AFTER.toISOString() };

describe('a revoked authority', () => {
  it('fails the message, by its own name', async () => {
    const report = await judgeWith([list(), rootRevocation({ reason: 2 })]);
    expect(resultOf(report, ID)).toMatchObject({
      status: 'failed',
      reason: 'revocation.authority-revoked',
      facts: { certificate: AUTHORITY, revokedFrom: BEFORE.toISOString(), revocationReason: 'authority-compromise', revoked: [AUTHORITY] },
    });
    expect([report.verdict, findFailure(report)]).toEqual(['failed', 'revoked']);
  });

  it('leaves the first word to the signer where both are revoked', async () => {
    const report = await judgeWith([revocation(), rootRevocation({})]);
    expect(resultOf(report, ID)).toMatchObject({
      reason: 'revocation.revoked',
      facts: { certificate: SIGNER, revoked: [SIGNER, AUTHORITY] },
    });
  });
});

describe('two doubts', () => {
  it('a key that was lost is told before a revocation that nobody explains', async () => {
    const report = await judgeWith([revocation({ revokedAt: AFTER }), rootRevocation({ revokedAt: AFTER, reason: 1 })]);
    expect(resultOf(report, ID)).toMatchObject({
      status: 'undetermined',
      reason: 'revocation.compromised-since',
      facts: { ...shortFacts, certificate: AUTHORITY, revocationReason: 'key-compromise' },
    });
    expect(report.verdict).toBe('inconclusive');
  });

  it('of two that are alike the signer is named', async () => {
    const report = await judgeWith([revocation({ revokedAt: AFTER }), rootRevocation({ revokedAt: AFTER })]);
    expect(resultOf(report, ID)).toMatchObject({
      reason: 'revocation.unexplained-since',
      facts: { ...shortFacts, certificate: SIGNER, revocationReason: 'unspecified', revoked: [SIGNER, AUTHORITY] },
    });
  });

  it('a time-stamp in the instant of the loss proves nothing, one second earlier it does', async () => {
    const at = async (genTime: string): Promise<string> => {
      const data = [rootList, revocation({ revokedAt: AFTER, reason: 1 })];
      const timestamps = [stamp({ genTime, accuracy: { seconds: 1 } })];
      return outcomeOf(await verifyMessage(message, { trust: stampTrust, now: NOW, revocation: data, timestamps }), ID);
    };
    expect(await at('20260924235959Z')).toBe('revocation.compromised-since');
    expect(await at('20260924235958Z')).toBe('passed');
  });
});

it('a revocation that settles nothing is named all the same', async () => {
  const report = await judgeWith([rootList, revocation({ revokedAt: AFTER, reason: 4 })]);
  expect(factsOf(report)).toMatchObject({ ...shortFacts, certificate: SIGNER, revocationReason: 'superseded', revoked: [SIGNER] });
});

describe('what is not known', () => {
  it('of the authority is told as a part', async () => {
    const report = await judgeWith([list()]);
    expect(resultOf(report, ID)).toMatchObject({ status: 'undetermined', reason: 'revocation.partly-known' });
    expect(factsOf(report)).toMatchObject({ notRevoked: [SIGNER], notKnown: [AUTHORITY] });
    expect(report.verdict).toBe('verified');
  });

  it('of the signer is told by its reason, whatever is known of the authority', async () => {
    const report = await judgeWith([rootList]);
    expect(outcomeOf(report, ID)).toBe('revocation.no-usable-answer');
    expect(factsOf(report)).toMatchObject({ notRevoked: [AUTHORITY], notKnown: [SIGNER] });
  });

  it('because too much was given: a revocation may stand in what was not looked into', async () => {
    const useless = Array.from({ length: 98 }, () => new Uint8Array(4));
    expect(outcomeOf(await judgeWith([rootList, list(), ...useless]), ID)).toBe('passed');
    expect(outcomeOf(await judgeWith([rootList, list(), ...useless, new Uint8Array(4)]), ID)).toBe('revocation.limit-reached');
  });
});

it('a source without an end is shown without one', async () => {
  const { sources } = factsOf(await judgeWith([rootList, answer({ nextUpdate: null })]));
  expect(sources).toContainEqual(expect.stringMatching(/^OCSP .*: 2026-10-\d\dT[\d:.]+Z$/));
});
