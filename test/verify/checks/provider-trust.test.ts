// Paths that must not lead to trust, and the ones that must: each refusal has its own reason.
import { describe, expect, it } from 'vitest';
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { createAuthority, issueIntermediate } from '../../pki/authority';
import { issueProvider } from '../../pki/issue-provider';
import { authority, judge, judgeAuthority, judgeBytes, judgeProvider, outcomeOf, provider, resultOf, sign, trust } from '../bench';

const ID = 'provider-trust';

describe('provider-trust', () => {
  it('names the added authority and marks it', async () => {
    const report = await judge();
    expect(resultOf(report, ID)).toMatchObject({
      status: 'passed',
      notes: [`${ID}.added-authority`],
      facts: { provider: 'pec.provider.example', addedByUser: true },
    });
  });

  it('says so when it was the administration that added it, also where the user added the same one', async () => {
    const root = authority.root.certificate.der;
    const report = await judgeBytes(await sign(), await createTrustStore([root], [], { pec: [root], timestamps: [] }));
    expect(resultOf(report, ID)).toMatchObject({
      status: 'passed',
      notes: [`${ID}.managed-authority`],
      facts: { provider: 'pec.provider.example', addedByUser: false, addedByAdministration: true },
    });
    expect(report.verdict).toBe('verified');
  });

  it('accepts an added PEC authority that issued the signer itself', async () => {
    expect((await judgeAuthority({}, 'ca')).verdict).toBe('verified');
  });

  it('a path whose root nobody has is undetermined', async () => {
    const report = await judgeAuthority({ rootCommonName: 'Unknown Root', commonName: 'Unknown CA' }, 'none');
    expect(outcomeOf(report, ID)).toBe(`${ID}.issuer-missing`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('a self-signed stranger leads elsewhere', async () => {
    const stranger = await createAuthority({ rootKeyLabel: 'stranger', rootCommonName: 'Stranger Root', keyLabel: 'stranger-ca' });
    const signer = await issueProvider(stranger);
    const report = await judge({ provider: { ...signer, intermediates: [...signer.intermediates, stranger.root.certificate] } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.leads-elsewhere`);
    expect(report.verdict).toBe('failed');
  });

  it('a look-alike authority (same names, other key) is an impostor', async () => {
    const lookalike = await createAuthority({ rootKeyLabel: 'impostor-root', keyLabel: 'impostor-ca' });
    const report = await judge({ provider: await issueProvider(lookalike) });
    expect(outcomeOf(report, ID)).toBe(`${ID}.impostor`);
    expect(report.verdict).toBe('failed');
  });

  it('an ordinary authority below a trusted root is not a PEC authority', async () => {
    const report = await judgeAuthority({ policies: null });
    expect(outcomeOf(report, ID)).toBe(`${ID}.leads-elsewhere`);
    expect(report.verdict).toBe('failed');
    expect(outcomeOf(await judgeAuthority({ policies: ['1.3.76.16.3.1.1'] }), ID)).toBe(`${ID}.leads-elsewhere`);
  });

  it('every authority between must carry the PEC policy', async () => {
    const outcome = async (policies: string[] | null): Promise<string> => {
      const names = { rootKeyLabel: 'long-root', keyLabel: 'long-middle', commonName: 'Middle CA', nameConstraints: false };
      const root = await createAuthority({ ...names, pathLength: null, policies });
      const below = await issueIntermediate(root.ca, { keyLabel: 'long-ca', commonName: 'Lower PEC CA' });
      const signer = await issueProvider(authority, { issuer: below });
      const message = await sign({ provider: { ...signer, intermediates: [below.certificate, root.ca.certificate] } });
      return outcomeOf(await judgeBytes(message, await createTrustStore([root.root.certificate.der])), ID);
    };
    expect(await outcome(null)).toBe(`${ID}.leads-elsewhere`);
    expect(await outcome(['1.3.76.16.3.1'])).toBe('passed');
  });

  it('the path may not be longer than an authority allows', async () => {
    const below = await issueIntermediate(authority.ca, { keyLabel: 'too-low', commonName: 'Too Low CA', nameConstraints: false });
    const signer = await issueProvider(authority, { issuer: below });
    const report = await judge({ provider: { ...signer, intermediates: [below.certificate, authority.ca.certificate] } });
    expect(report.verdict).toBe('failed');
  });

  it.each([
    ['a host that the authority may not vouch for', { host: 'pec.altrove.example' }],
    ['a host below a permitted one', { host: 'sub.pec.provider.example' }],
    ['a company that the authority may not vouch for', { organisation: 'Gestore Abusivo S.p.A.' }],
  ])('name constraints: %s', async (_, options) => {
    const report = await judgeProvider({ keyLabel: 'constrained', ...options });
    expect(outcomeOf(report, ID)).toBe(`${ID}.name-constraints`);
    expect(report.verdict).toBe('failed');
  });

  it.each([
    ['the signer', { notAfter: new Date('2026-01-01T00:00:00Z') }],
    ['the signer, not yet', { notBefore: new Date('2026-10-01T00:00:00Z') }],
  ])('outside validity: %s', async (_, options) => {
    expect(outcomeOf(await judgeProvider({ keyLabel: 'dated', ...options }), ID)).toBe(`${ID}.outside-validity`);
  });

  it('outside validity: the authority', async () => {
    const report = await judgeAuthority({ notAfter: new Date('2026-01-01T00:00:00Z') });
    expect(outcomeOf(report, ID)).toBe(`${ID}.outside-validity`);
    expect(report.verdict).toBe('failed');
  });

  it('an issuer without the right to issue', async () => {
    expect(outcomeOf(await judgeAuthority({ isAuthority: false }), ID)).toBe(`${ID}.not-an-authority`);
    expect(outcomeOf(await judgeAuthority({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] }), ID)).toBe(`${ID}.not-an-authority`);
  });

  it('an unknown critical extension', async () => {
    const strange = { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) };
    expect(outcomeOf(await judgeProvider({ keyLabel: 'strange', extraExtensions: [strange] }), ID)).toBe(`${ID}.critical-extension`);
    expect(outcomeOf(await judgeAuthority({ extraExtensions: [strange] }), ID)).toBe(`${ID}.critical-extension`);
    expect((await judgeProvider({ keyLabel: 'strange', extraExtensions: [{ ...strange, critical: false }] })).verdict).toBe('verified');
  });

  it('a certificate signed with MD5', async () => {
    const report = await judgeProvider({ keyLabel: 'md5', digest: 'md5' });
    expect(outcomeOf(report, ID)).toBe(`${ID}.forbidden-algorithm`);
    expect(report.verdict).toBe('failed');
  });

  it('a missing intermediate is undetermined', async () => {
    const report = await judge({ provider: { ...provider, intermediates: [] } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.issuer-missing`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('no instant, no judgement', async () => {
    const report = await judge({ signingTime: null, tamper: { daticertXml: () => null } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.no-instant`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('does not trust the test authority unless it was added', async () => {
    const report = await judgeBytes(await sign(), await createTrustStore());
    expect(report.verdict).not.toBe('verified');
    expect(trust.anchors).toHaveLength(2);
  });
});

it('stops a search among certificates that all vouch for each other', async () => {
  const names = { commonName: 'Ring CA', keyLabel: 'ring', nameConstraints: false, pathLength: null };
  const first = await issueIntermediate(authority.root, names);
  const ring = [first];
  for (let index = 0; index < 18; index += 1) {
    ring.push(await issueIntermediate(first, { ...names, notBefore: new Date(Date.UTC(2019, 0, 1 + index)) }));
  }
  const signer = await issueProvider(authority, { issuer: first });
  const strangers = ring.slice(1).map(({ certificate }) => certificate);
  const report = await judge({ provider: { ...signer, intermediates: strangers } });
  expect(outcomeOf(report, ID)).toBe(`${ID}.limit-reached`);
  expect(report.verdict).toBe('inconclusive');
});
