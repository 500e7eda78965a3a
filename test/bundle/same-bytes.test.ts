// Lists and authorities given in another order, or twice, make the same container, octet for octet, and one that its readers take.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findWrapped } from '../../lib/verify/original/find-wrapped';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { runTold } from '../cli/run-told';
import { createAuthority } from '../pki/authority';
import { issueCrl, toCrlPem } from '../pki/issue-crl';
import { issueTsa } from '../pki/issue-tsa';
import { authority } from '../verify/bench';
import { AFTER, list, message, revocation, rootList } from '../verify/revocation/bench';
import { buildSource, makeBundle, unpack } from './build-source';

const rootDer = authority.root.certificate.der;
const newer = list({ thisUpdate: new Date('2026-10-08T00:00:00Z') });
const noise = new TextEncoder().encode('no list');
const [late, lost] = [revocation({ revokedAt: AFTER }), revocation({ revokedAt: AFTER, reason: 1 })];

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-same-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const bundleWith = async (lists: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> =>
  makeBundle(await buildSource([message], rootDer, { revocation: lists }));

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const namesIn = (files: Map<string, Buffer>, start: string): string[] => [...files.keys()].filter((name) => name.startsWith(start));

describe('revocation lists', () => {
  it.each([
    ['that agree', [rootList, list(), newer]],
    ['of which some say nothing', [rootList, noise, list(), list({ extensions: [] }), newer.slice(0, 40)]],
    ['that each have a reason of their own', [rootList, late, lost]],
  ])('%s make one container in whatever order', async (_, lists) => {
    const first = await bundleWith(lists);
    expect(isSame(await bundleWith(lists.toReversed()), first)).toBe(true);
    expect(isSame(await bundleWith([...lists.slice(1), ...lists.slice(0, 1)]), first)).toBe(true);
  });

  it('lie in it once each, however often they were given', async () => {
    const once = await bundleWith([rootList, list(), noise]);
    const twice = await bundleWith([rootList, noise, list(), list(), noise.slice()]);
    expect(namesIn(await unpack(once), 'revoche/')).toHaveLength(2);
    expect(isSame(twice, once)).toBe(true);
  });

  it('that share a file go in where any of them was used', async () => {
    const another = await createAuthority({ rootKeyLabel: 'another', keyLabel: 'another-ca' });
    const unused = issueCrl(another.root, { thisUpdate: new Date('2026-09-02T00:00:00Z') });
    const together = new TextEncoder().encode([unused, rootList, list()].map(toCrlPem).join(''));
    const made = await bundleWith([together]);
    expect(namesIn(await unpack(made), 'revoche/')).toHaveLength(1);
    expect(
      namesIn(await unpack(await bundleWith([rootList, list(), new TextEncoder().encode(toCrlPem(unused))])), 'revoche/'),
    ).toHaveLength(2);
  });

  it('named twice on the command line make a bundle that checking takes', async () => {
    const files = { 'root.pem': authority.root.certificate.pem, 'message.eml': message, 'root.crl': rootList, 'ca.crl': list() };
    for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
    const lists = ['root.crl', 'ca.crl', 'ca.crl'].flatMap((name) => ['--crl', at(name)]);
    const trusting = ['--trust', at('root.pem'), '--at', '2026-11-21T12:00:00Z'];
    const made = await runTold(['bundle', ...trusting, ...lists, '--out', at('b.asice'), at('message.eml')]);
    expect(made).toMatchObject({ code: 0, err: '' });
    const checked = await runTold(['check', '--json', ...trusting, at('b.asice')]);
    expect(JSON.parse(checked.out)).toMatchObject({ verdict: 'intact', refusal: null, proofs: [{ report: { verdict: 'verified' } }] });
    expect(checked.code).toBe(0);
  });
});

it('copies of what was sent make one container in whatever order', async () => {
  const sent = findWrapped(message, 0);
  if (!sent) throw new Error('the receipt encloses nothing');
  // The same message as a webmail would have kept it.
  const kept = Buffer.concat([Buffer.from('X-Folder: Sent\r\n'), sent]);
  const bundleOf = async (originals: readonly Uint8Array[]) => makeBundle(await buildSource([message], rootDer, { originals }));
  const first = await bundleOf([sent, kept]);
  expect((await unpack(first)).has('messaggio-inviato.eml')).toBe(true);
  expect(isSame(await bundleOf([kept, sent]), first)).toBe(true);
});

describe('authorities that were added', () => {
  let added: Uint8Array[];
  let stamping: Uint8Array[];

  beforeAll(async () => {
    const labels = ['same-one', 'same-two', 'same-three'];
    const others = await Promise.all(labels.map((label) => createAuthority({ rootKeyLabel: label, keyLabel: `${label}-ca` })));
    added = [rootDer, ...others.map(({ root }) => root.certificate.der)];
    const tsas = await Promise.all(labels.map((rootKeyLabel) => issueTsa({ rootKeyLabel, rootCommonName: rootKeyLabel })));
    stamping = tsas.map(({ root }) => root.certificate.der);
  });

  const bundleBy = async (trust: TrustStore): Promise<Uint8Array<ArrayBuffer>> =>
    makeBundle(await buildSource([message], rootDer, { trust }));

  it('make one container in whatever order', async () => {
    const first = await bundleBy(await createTrustStore(added, stamping));
    const second = await bundleBy(await createTrustStore(added.toReversed(), stamping.toReversed()));
    expect(isSame(second, first)).toBe(true);
    const pem = (await unpack(first)).get('certificati/autorita-marche.pem')?.toString() ?? '';
    expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(1 + added.length + stamping.length);
  });

  it('make it also when the administration added some of them', async () => {
    const [one = rootDer, ...rest] = added;
    const managed = await createTrustStore([one], [], { pec: rest, timestamps: stamping });
    const own = await createTrustStore(added, stamping);
    const files = [await unpack(await bundleBy(managed)), await unpack(await bundleBy(own))];
    for (const name of ['certificati/autorita.pem', 'certificati/autorita-marche.pem'])
      expect(files[0]?.get(name)?.toString()).toBe(files[1]?.get(name)?.toString());
  });
});
