// Which paths lead to an authority for PEC: by the built-in keys, by the historic one, by what the user added.
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../lib/verify/cms/certificate';
import { parseCertificate } from '../../lib/verify/cms/parse-certificate';
import { PINNED_AUTHORITIES } from '../../lib/verify/trust/built-in';
import { findProviderPath } from '../../lib/verify/trust/find-provider-path';
import { createAuthority } from '../pki/authority';
import { authority, provider, trust } from './bench';

const INSTANT = Date.parse('2026-09-19T13:41:19Z');
const signer = await parseCertificate(provider.certificate.der);
const ca = await parseCertificate(authority.ca.certificate.der);
const root = await parseCertificate(authority.root.certificate.der);
const stranger = await parseCertificate(
  (await createAuthority({ rootKeyLabel: 'stranger-root', keyLabel: 'stranger-ca' })).ca.certificate.der,
);

const keyOf = (isHistoric: boolean): string => PINNED_AUTHORITIES.find((pin) => pin.isHistoric === isHistoric)?.spkiFingerprint ?? '';

/** The facts of an authority of the tests under the name of a key that is built in. */
const pinned = (certificate: Certificate, isHistoric: boolean): Certificate => ({ ...certificate, spkiFingerprint: keyOf(isHistoric) });

const builtIn = { ...trust, anchors: [{ certificate: root, isAdded: false }] };
const none = { ...trust, anchors: [] };

const find = (intermediates: readonly Certificate[], store = trust, instant = INSTANT) =>
  findProviderPath(signer, intermediates, store, instant);

describe('the historic authority', () => {
  const historic = pinned(ca, true);

  it('needs no root', async () => {
    expect(await find([stranger, historic], none)).toEqual({
      ok: true,
      path: [signer, historic],
      authority: historic,
      isAdded: false,
      isHistoric: true,
    });
  });

  it('is known by its historic key alone', async () => {
    expect(await find([pinned(ca, false)], none)).toMatchObject({ ok: false });
    expect(await find([ca], none)).toMatchObject({ ok: false });
  });

  it('bears the name that the signer gives its issuer, and made the signature', async () => {
    expect(await find([{ ...historic, subject: root.subject }], none)).toMatchObject({ ok: false });
    // Keys and outcomes are remembered by their fingerprints: what was changed needs one of its own.
    const altered = { ...signer, fingerprint: 'altered', tbs: signer.tbs.map((octet, at) => (at === 40 ? octet ^ 1 : octet)) };
    expect(await findProviderPath(altered, [historic], none, INSTANT)).toMatchObject({ ok: false });
  });

  it.each<[string, Partial<Certificate>, Partial<Certificate>, boolean]>([
    ['both are valid from that instant on', { notBefore: INSTANT }, { notBefore: INSTANT }, true],
    ['both are valid until that instant', { notAfter: INSTANT }, { notAfter: INSTANT }, true],
    ['the signer is not yet valid', { notBefore: INSTANT + 1 }, {}, false],
    ['the signer is no longer valid', { notAfter: INSTANT - 1 }, {}, false],
    ['the authority is not yet valid', {}, { notBefore: INSTANT + 1 }, false],
    ['the authority is no longer valid', {}, { notAfter: INSTANT - 1 }, false],
  ])('%s', async (_, own, above, isFound) => {
    const result = await findProviderPath({ ...signer, ...own }, [{ ...historic, ...above }], none, INSTANT);
    expect(result).toMatchObject(isFound ? { ok: true, isHistoric: true } : { ok: false, problem: 'outside-validity' });
  });
});

describe('below a root that is built in', () => {
  it('only the pinned key is an authority for PEC', async () => {
    const authorityOfPec = pinned(ca, false);
    expect(await find([authorityOfPec], builtIn)).toMatchObject({ ok: true, isAdded: false, isHistoric: false, authority: authorityOfPec });
    expect(await find([ca], builtIn)).toMatchObject({ ok: false, problem: 'leads-elsewhere' });
  });
});

describe('below an authority that was added', () => {
  it('the path says so', async () => {
    expect(await find([ca])).toMatchObject({ ok: true, isAdded: true, isHistoric: false, authority: ca });
    const both = { ...trust, anchors: [...trust.anchors.filter(({ isAdded }) => !isAdded), { certificate: root, isAdded: true }] };
    expect(await find([ca], both)).toMatchObject({ ok: true, isAdded: true });
  });

  it('the path is said to be of whoever added the anchor that it ends at, and of nobody else', async () => {
    const managed = { certificate: stranger, isAdded: true, isManaged: true };
    const result = await find([ca], { ...trust, anchors: [managed, { certificate: root, isAdded: true }] });
    expect(result).toMatchObject({ ok: true, isAdded: true });
    expect(result).not.toHaveProperty('isManaged');
  });

  it('every authority between must carry the policy', async () => {
    expect(await find([{ ...ca, policies: null }])).toMatchObject({ ok: false, problem: 'leads-elsewhere' });
    expect(await find([{ ...ca, policies: ['1.2.3'] }])).toMatchObject({ ok: false, problem: 'leads-elsewhere' });
  });

  it('what signs the provider itself may be the anchor', async () => {
    const direct = { ...trust, anchors: [{ certificate: ca, isAdded: true }] };
    expect(await find([], direct)).toMatchObject({ ok: true, isAdded: true, authority: ca, path: [signer, ca] });
  });
});
