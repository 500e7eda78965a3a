// Checking a bundle: every file against the manifest, every proof from its bytes, nothing believed because the bundle says so.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { checkBundle, toRefusal } from '../../lib/bundle/check-bundle';
import { type FolderFile, openContainer, openFolder } from '../../lib/bundle/open-bundle';
import { isWhole } from '../../lib/bundle-answer';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { buildSource, CHECK_PAGE, createSamples, makeBundle, NO_WATCH, NOW, unpack } from './build-source';
import { type Change, copyOf, flip, MANIFEST, relist, repack, replaceIn, TOKEN } from './change-bundle';

const ACCEPTANCE = '01-accettazione.eml';

let samples: Awaited<ReturnType<typeof createSamples>>;
let tsa: Tsa;
let trust: TrustStore;
let container: Uint8Array<ArrayBuffer>;
let files: Map<string, Buffer>;

const bytesOfGroup = (group: string): Uint8Array[] => samples.samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);

beforeAll(async () => {
  samples = await createSamples();
  tsa = await issueTsa();
  trust = await createTrustStore([samples.rootDer], [tsa.root.certificate.der]);
  container = await makeBundle(await buildSource(bytesOfGroup('notifica'), samples.rootDer));
  files = await unpack(container);
});

const checkWith = async (bytes: Uint8Array<ArrayBuffer>, by: TrustStore = trust): Promise<BundleFindings> => {
  const context = { trust: by, now: NOW };
  const opened = await openContainer(new Blob([bytes]));
  return opened.ok ? checkBundle(opened.bundle, { context, checkPage: CHECK_PAGE, ...NO_WATCH }) : toRefusal(opened.problem, context);
};

const changed = async (change: Change): Promise<BundleFindings> => {
  const copy = copyOf(files);
  await change(copy);
  return checkWith(await repack(copy));
};

describe('a bundle as it was made', () => {
  it('is whole, agrees with itself, and shows what its proofs show', async () => {
    const findings = await checkWith(container);
    expect(findings).toMatchObject({ verdict: 'intact', files: [], sums: 'agrees', report: 'agrees', checkPage: 'agrees' });
    expect(findings.timestamp).toEqual({ status: 'none' });
    expect(findings.intactCount).toBe(files.size - 2);
    expect(findings.proofs.map(({ report }) => report.verdict)).toEqual(['verified', 'verified', 'verified']);
    expect(findings.messages).toMatchObject([{ state: 'accepted', recipients: [{ state: 'delivered' }, { state: 'delivered' }, {}] }]);
    expect(isWhole(findings)).toBe(true);
  });

  it('is the same after somebody unpacked it into a folder', async () => {
    const list = [...files].map(([name, bytes]): FolderFile => ({ path: `cartella/${name}`, blob: new Blob([new Uint8Array(bytes)]) }));
    const opened = openFolder(list);
    if (!opened.ok) throw new Error(opened.problem);
    const findings = await checkBundle(opened.bundle, { context: { trust, now: NOW }, checkPage: CHECK_PAGE, ...NO_WATCH });
    expect(findings).toEqual(await checkWith(container));
  });

  it('proves nothing to whoever does not know the authority, whatever certificates it carries', async () => {
    const findings = await checkWith(container, await createTrustStore());
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
    expect(findings.proofs.map(({ report }) => report.verdict)).not.toContain('verified');
    expect(isWhole(findings)).toBe(false);
  });

  it('existed before its time-stamp says', async () => {
    const stamp = (of: Uint8Array): Buffer => Buffer.from(createTimestamp({ tsa, of, genTime: '20260920120000Z' }));
    const good = await changed((copy) => void copy.set(TOKEN, stamp(copy.get(MANIFEST) ?? Buffer.alloc(0))));
    expect(good.timestamp).toMatchObject({ status: 'proven', existedBefore: '2026-09-20T12:00:01.000Z', isAddedAnchor: true });
    expect(isWhole(good)).toBe(true);
    const bad = await changed((copy) => void copy.set(TOKEN, stamp(Buffer.from('another manifest'))));
    expect(bad.timestamp).toEqual({ status: 'unproven', problem: 'wrong-imprint' });
    expect(isWhole(bad)).toBe(false);
    const damaged = await changed((copy) => void copy.set(TOKEN, Buffer.from('no token')));
    expect(damaged.timestamp.status).toBe('unproven');
  });
});

describe('a changed bundle', () => {
  it.each([
    ['a proof', ACCEPTANCE],
    ['the report', 'rapporto.html'],
    ['the page', 'verifica.html'],
    ['a certificate', 'certificati/autorita.pem'],
  ])('says which file is another: %s', async (_, name) => {
    const findings = await changed((copy) => flip(copy.get(name), 20));
    expect(findings).toMatchObject({ verdict: 'altered', files: [{ name, status: 'changed' }] });
    expect(isWhole(findings)).toBe(false);
  });

  it('says what was removed, added and renamed', async () => {
    const findings = await changed((copy) => {
      copy.set('01-accettazione-2.eml', copy.get(ACCEPTANCE) ?? Buffer.alloc(0));
      copy.delete(ACCEPTANCE);
      copy.set('META-INF/manifest.xml', Buffer.from('<x/>'));
    });
    expect(findings.verdict).toBe('altered');
    expect(findings.files).toEqual([
      { name: ACCEPTANCE, status: 'removed' },
      { name: '01-accettazione-2.eml', status: 'added' },
      { name: 'META-INF/manifest.xml', status: 'added' },
    ]);
    expect(findings.proofs.find(({ name }) => name === '01-accettazione-2.eml')).toMatchObject({ isListed: false });
  });

  it('whose lists were made to agree still fails where a proof was touched', async () => {
    const findings = await changed(async (copy) => {
      const before = Buffer.from(copy.get(ACCEPTANCE) ?? '');
      const at = before.indexOf('daticert.xml');
      flip(copy.get(ACCEPTANCE), before.indexOf('\r\n\r\n', at) + 30);
      await relist(copy, ACCEPTANCE, before);
    });
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
    expect(findings.proofs.find(({ name }) => name === ACCEPTANCE)?.report.verdict).toBe('failed');
    expect(isWhole(findings)).toBe(false);
  });

  it('whose report lies is told', async () => {
    const forged = await makeBundle(await buildSource(bytesOfGroup('falsa'), samples.rootDer));
    const copy = await unpack(forged);
    const before = Buffer.from(copy.get('rapporto.json') ?? '');
    copy.set('rapporto.json', Buffer.from(before.toString().replaceAll('"failed"', '"verified"')));
    await relist(copy, 'rapporto.json', before);
    const findings = await checkWith(await repack(copy));
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
    expect(findings.proofs[0]?.report.verdict).toBe('failed');
    expect(isWhole(findings)).toBe(false);
  });

  it('whose sums and manifest disagree is altered', async () => {
    const findings = await changed(async (copy) => {
      const before = Buffer.from(copy.get('SHA256SUMS') ?? '');
      copy.set('SHA256SUMS', Buffer.from(before.toString().replace(/^[0-9a-f]{4}/, '0000')));
      await relist(copy, 'SHA256SUMS', before);
    });
    expect(findings).toMatchObject({ verdict: 'altered', sums: 'differs' });
  });
});

describe('a hostile container is refused', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  it.each<[string, string, Change]>([
    ['without a manifest', 'manifest-missing', (copy) => void copy.delete(MANIFEST)],
    [
      'with two manifests',
      'several-manifests',
      (copy) => void copy.set('META-INF/ASiCManifest002.xml', copy.get(MANIFEST) ?? Buffer.alloc(0)),
    ],
    ['with a manifest in other letters', 'several-manifests', (copy) => void copy.set('META-INF/asicmanifest001b.XML', Buffer.from(''))],
    [
      'with two tokens',
      'several-tokens',
      (copy) => {
        copy.set(TOKEN, Buffer.from('a'));
        copy.set('META-INF/timestamp002.tst', Buffer.from('b'));
      },
    ],
    ['whose manifest declares a document type', 'manifest-unreadable', replaceIn(MANIFEST, head, `${head}<!DOCTYPE a [<!ENTITY b "c">]>`)],
    ['whose manifest uses an entity', 'manifest-unreadable', replaceIn(MANIFEST, 'URI="01-', 'URI="&b;01-')],
    ['whose manifest has SHA-1', 'unknown-digest', replaceIn(MANIFEST, 'xmlenc#sha256', 'xmldsig#sha1')],
    ['whose manifest is cut off', 'manifest-unreadable', replaceIn(MANIFEST, /<\/asic:DataObjectReference>\s*<\/asic.*$/s, '')],
    ['whose manifest lists a file twice', 'manifest-unreadable', replaceIn(MANIFEST, /( {2}<asic:DataObj.*?Reference>\n)/s, '$1$1')],
    ['whose manifest has a second digest', 'manifest-unreadable', replaceIn(MANIFEST, /(<ds:DigestValue>.*?<\/ds:DigestValue>)/, '$1$1')],
    ['whose manifest leaves the folder', 'unsafe-name', replaceIn(MANIFEST, 'URI="01-', 'URI="%2e%2e/01-')],
    ['whose manifest lists itself', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="${MANIFEST}"`)],
    ['whose manifest is of another kind', 'manifest-unreadable', replaceIn(MANIFEST, '02918/v1.2.1#', '02918/v1.2.2#')],
    ['with an endless manifest', 'manifest-too-large', (copy) => void copy.set(MANIFEST, Buffer.alloc(17 * 1024 * 1024, 32))],
    ['of another type', 'not-a-bundle', (copy) => void copy.set('mimetype', Buffer.from('application/vnd.etsi.asic-s+zip'))],
    ['that tells no type', 'not-a-bundle', (copy) => void copy.delete('mimetype')],
    ['with names that differ in their case', 'archive-unsafe', (copy) => void copy.set('01-ACCETTAZIONE.eml', Buffer.from(''))],
    ['with a name that leaves the folder', 'archive-unsafe', (copy) => void copy.set('../evil.eml', Buffer.from(''))],
    ['with the name of a prototype', 'archive-unsafe', (copy) => void copy.set('__proto__/a.eml', Buffer.from(''))],
  ])('%s: %s', async (_, refusal, change) => {
    const findings = await changed(change);
    expect(findings).toMatchObject({ verdict: 'refused', refusal, proofs: [], files: [] });
    expect(isWhole(findings)).toBe(false);
  });

  it('whose type is not first', async () => {
    const [first, ...rest] = [...files];
    if (!first) throw new Error('no files');
    expect(await checkWith(await repack([...rest, first]))).toMatchObject({ verdict: 'refused', refusal: 'mimetype-not-first' });
  });

  it('that is no zip', async () => {
    expect(await checkWith(new Uint8Array(200))).toMatchObject({ verdict: 'refused', refusal: 'archive-broken' });
  });
});

it('no octet can be changed so that everything still seems whole and is not the same', async () => {
  const before = await checkWith(container);
  const whole = JSON.stringify({ ...before, proofs: before.proofs.map(({ sha256 }) => sha256) });
  await fc.assert(
    fc.asyncProperty(fc.nat(container.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const copy = container.slice();
      copy[at] = (copy[at] ?? 0) ^ mask;
      const findings = await checkWith(copy);
      // Dates, versions and attributes of the packing say nothing of what is packed.
      if (isWhole(findings)) expect(JSON.stringify({ ...findings, proofs: findings.proofs.map(({ sha256 }) => sha256) })).toBe(whole);
    }),
    { numRuns: 400 },
  );
}, 120_000);
