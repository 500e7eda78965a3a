// Bundles made to deceive: what their lists leave out, what they name twice, what they claim about themselves.
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { checkBundle, toRefusal } from '../../lib/bundle/check-bundle';
import { openContainer } from '../../lib/bundle/open-bundle';
import { isWhole } from '../../lib/bundle-answer';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { createAuthority } from '../pki/authority';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { createSampleSet } from '../pki/sample-set';
import { buildSource, createSamples, makeBundle, NO_WATCH, NOW, unpack } from './build-source';
import { type Change, copyOf, enlist, flip, MANIFEST, relist, repack, replaceIn, TOKEN } from './change-bundle';

const ACCEPTANCE = '01-accettazione.eml';

let samples: Awaited<ReturnType<typeof createSamples>>;
let tsa: Tsa;
let trust: TrustStore;
let files: Map<string, Buffer>;
let forged: Buffer;

beforeAll(async () => {
  samples = await createSamples();
  tsa = await issueTsa();
  trust = await createTrustStore([samples.rootDer], [tsa.root.certificate.der]);
  const group = samples.samples.filter((sample) => sample.group === 'notifica').map(({ bytes }) => bytes);
  files = await unpack(await makeBundle(await buildSource(group, samples.rootDer)));
  forged = Buffer.from(samples.samples.find((sample) => sample.group === 'falsa')?.bytes ?? []);
});

const check = async (bytes: Uint8Array<ArrayBuffer>, by: TrustStore = trust): Promise<BundleFindings> => {
  const context = { trust: by, now: NOW };
  const opened = await openContainer(new Blob([bytes]));
  return opened.ok ? checkBundle(opened.bundle, { context, ...NO_WATCH }) : toRefusal(opened.problem, context);
};

const changed = async (change: Change, by?: TrustStore): Promise<BundleFindings> => {
  const copy = copyOf(files);
  await change(copy);
  return check(await repack(copy), by);
};

describe('what the list leaves out', () => {
  it('is added, also where the list names it as its time-stamp', async () => {
    const findings = await changed((copy) => {
      copy.set('zz-prova.eml', forged);
      replaceIn(MANIFEST, 'SigReference URI="META-INF/timestamp001.tst"', 'SigReference URI="zz-prova.eml"')(copy);
    });
    expect(findings).toMatchObject({ verdict: 'refused', refusal: 'manifest-unreadable' });
  });

  it('is added where its list names fewer, and its proof is judged', async () => {
    const findings = await changed((copy) => {
      const reference = new RegExp(`  <asic:DataObjectReference URI="${ACCEPTANCE}".*?</asic:DataObjectReference>\\n`, 's');
      replaceIn(MANIFEST, reference, '')(copy);
    });
    expect(findings).toMatchObject({ verdict: 'altered', files: [{ name: ACCEPTANCE, status: 'added' }] });
    expect(findings.proofs.find(({ name }) => name === ACCEPTANCE)).toMatchObject({ isListed: false, report: { verdict: 'verified' } });
  });

  it.each(['.DS_Store', 'certificati/Thumbs.db', 'META-INF/signatures.xml', 'META-INF/altra.tst', 'sottocartella/prova.txt'])(
    'is added, whatever it is: %s',
    async (name) => {
      expect(await changed((copy) => void copy.set(name, Buffer.from('x')))).toMatchObject({
        verdict: 'altered',
        files: [{ name, status: 'added' }],
      });
    },
  );

  it('is a token that belongs to no list', async () => {
    const findings = await changed((copy) => void copy.set('META-INF/timestamp002.tst', Buffer.from('x')));
    expect(findings).toMatchObject({ verdict: 'altered', files: [{ name: 'META-INF/timestamp002.tst', status: 'added' }] });
  });
});

describe('a list that is not what it seems', () => {
  it.each<[string, string, Change]>([
    ['ends in a dot', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="${ACCEPTANCE}."`)],
    ['ends in a blank', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="${ACCEPTANCE}%20"`)],
    ['is a stream of a file', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="${ACCEPTANCE}::$DATA"`)],
    ['is a place on the web', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, 'URI="https://x.example/a.eml"')],
    ['is no escape', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, 'URI="%zz.eml"')],
    ['is absolute', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="/${ACCEPTANCE}"`)],
    ['is the token', 'unsafe-name', replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, `URI="${TOKEN}"`)],
  ])('is refused when a name in it %s', async (_, refusal, change) => {
    expect(await changed(change)).toMatchObject({ verdict: 'refused', refusal });
  });

  it.each<[string, Change]>([
    ['tells another encoding', replaceIn(MANIFEST, 'encoding="UTF-8"', 'encoding="UTF-7"')],
    ['has no digest', replaceIn(MANIFEST, /<ds:DigestValue>.*?<\/ds:DigestValue>/, '')],
    ['has a digest that is too short', replaceIn(MANIFEST, /(<ds:DigestValue>).{4}/, '$1')],
    ['has a digest that is no base64', replaceIn(MANIFEST, /(<ds:DigestValue>).{4}/, '$1%%%%')],
    ['names two tokens', replaceIn(MANIFEST, /( {2}<asic:SigReference[^>]*>\n)/, '$1$1')],
    ['names no token', replaceIn(MANIFEST, / {2}<asic:SigReference[^>]*>\n/, '')],
    ['hides in a CDATA section', replaceIn(MANIFEST, /(<ds:DigestValue>)(.*?)(<\/ds:DigestValue>)/, '$1<![CDATA[$2]]>$3')],
    ['has a processing instruction', replaceIn(MANIFEST, '</asic:ASiCManifest>', '<?x y?></asic:ASiCManifest>')],
    [
      'goes on after its end',
      (copy) => void copy.set(MANIFEST, Buffer.concat([copy.get(MANIFEST) ?? Buffer.alloc(0), Buffer.from('<a/>')])),
    ],
    ['is no UTF-8', (copy) => void copy.set(MANIFEST, Buffer.concat([copy.get(MANIFEST) ?? Buffer.alloc(0), Buffer.from([0xff])]))],
    ['is empty', (copy) => void copy.set(MANIFEST, Buffer.alloc(0))],
  ])('is refused when it %s', async (_, change) => {
    expect(await changed(change)).toMatchObject({ verdict: 'refused', refusal: 'manifest-unreadable' });
  });

  it('of 50 MB is not read', async () => {
    const name = MANIFEST;
    const blob = { name, size: 50 * 1024 * 1024, read: () => Promise.reject(new Error('was read')) };
    const bundle = { form: 'container', files: [blob] } as const;
    expect(await checkBundle(bundle, { context: { trust, now: NOW }, ...NO_WATCH })).toMatchObject({ refusal: 'manifest-too-large' });
  });

  it('names one file under two spellings: one of them is missing', async () => {
    const findings = await changed((copy) => {
      const [reference = ''] =
        /<asic:DataObjectReference URI="01-accettazione.*?<\/asic:DataObjectReference>/s.exec(String(copy.get(MANIFEST))) ?? [];
      replaceIn(MANIFEST, reference, `${reference}${reference.replace('01-acc', '01-ACC')}`)(copy);
    });
    expect(findings).toMatchObject({ verdict: 'altered', files: [{ name: '01-ACCettazione.eml', status: 'removed' }] });
  });
});

describe('forged evidence with everything that would confirm it', () => {
  it('is not verified by the authority that lies beside it', async () => {
    const stranger = await createAuthority({ rootKeyLabel: 'stranger-root', keyLabel: 'stranger-ca' });
    const own = (await createSampleSet({ authority: stranger, now: new Date(NOW) })).filter(({ group }) => group === 'notifica');
    const source = await buildSource(
      own.map(({ bytes }) => bytes),
      stranger.root.certificate.der,
    );
    const bundle = await makeBundle(source);
    expect(String((await unpack(bundle)).get('certificati/autorita.pem'))).toContain('BEGIN CERTIFICATE');
    const findings = await check(bundle);
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
    expect(findings.proofs.map(({ report }) => report.verdict)).not.toContain('verified');
    expect(isWhole(findings)).toBe(false);
  });

  it('stays failed when lists, report and time-stamp agree with it', async () => {
    const findings = await changed(async (copy) => {
      await enlist(copy, '09-avvenuta-consegna.eml', forged);
      copy.set(TOKEN, Buffer.from(createTimestamp({ tsa, of: copy.get(MANIFEST) ?? Buffer.alloc(0), genTime: '20260920120000Z' })));
    });
    expect(findings).toMatchObject({ verdict: 'intact', timestamp: { status: 'proven' }, report: 'differs' });
    expect(findings.proofs.find(({ name }) => name.startsWith('09-'))?.report.verdict).toBe('failed');
    expect(isWhole(findings)).toBe(false);
  });

  it.each<[string, string | RegExp, string]>([
    ['another outcome', '"verdict": "verified"', '"verdict": "failed"'],
    ['another time', /"time": "\d{4}/, '"time": "1999'],
    ['another address', /"delivery": "[^"]*"/, '"delivery": "altri@pec.example"'],
    ['another kind', /"kind": "accettazione"/, '"kind": "avvenuta-consegna"'],
    ['another hash', /"sha256": "[0-9a-f]{8}/, '"sha256": "00000000'],
    ['another file', /"file": "01-accettazione.eml",\n/, '"file": "02-accettazione.eml",\n'],
  ])('differs where rapporto.json claims %s', async (_, from, to) => {
    const findings = await changed(async (copy) => {
      const before = Buffer.from(copy.get('rapporto.json') ?? '');
      replaceIn('rapporto.json', from, to)(copy);
      expect(copy.get('rapporto.json')?.equals(before)).toBe(false);
      await relist(copy, 'rapporto.json', before);
    });
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
  });

  it.each(['{', '[]', '{"__proto__": {"messages": []}}', '{"messages": [{}]}', '['.repeat(100_000), '{"messages":[{"evidence":[null]}]}'])(
    'is unreadable where rapporto.json is none: %.40s',
    async (text) => {
      const findings = await changed(async (copy) => {
        const before = Buffer.from(copy.get('rapporto.json') ?? '');
        copy.set('rapporto.json', Buffer.from(text));
        await relist(copy, 'rapporto.json', before);
      });
      expect(findings).toMatchObject({ verdict: 'intact', report: 'unreadable' });
    },
  );

  it('differs where rapporto.json says two things of one proof', async () => {
    const findings = await changed(async (copy) => {
      const before = Buffer.from(copy.get('rapporto.json') ?? '');
      const report = JSON.parse(before.toString());
      const [item] = report.messages[0].evidence;
      report.messages[0].evidence.unshift({ ...item, report: { ...item.report, verdict: 'failed' } });
      copy.set('rapporto.json', Buffer.from(JSON.stringify(report)));
      await relist(copy, 'rapporto.json', before);
    });
    expect(findings).toMatchObject({ verdict: 'intact', report: 'differs' });
  });
});

describe('a time-stamp', () => {
  const stamped = (change: (token: Buffer) => void): Promise<BundleFindings> =>
    changed((copy) => {
      const token = Buffer.from(createTimestamp({ tsa, of: copy.get(MANIFEST) ?? Buffer.alloc(0), genTime: '20260920120000Z' }));
      change(token);
      copy.set(TOKEN, token);
    });

  it('that was touched proves nothing', async () => {
    const findings = await stamped((token) => flip(token, token.length - 5));
    expect(findings).toMatchObject({ verdict: 'intact', timestamp: { status: 'unproven' } });
    expect(isWhole(findings)).toBe(false);
  });

  it('over a list that was touched afterwards proves nothing', async () => {
    const findings = await changed(async (copy) => {
      copy.set(TOKEN, Buffer.from(createTimestamp({ tsa, of: copy.get(MANIFEST) ?? Buffer.alloc(0), genTime: '20260920120000Z' })));
      await enlist(copy, 'nota.txt', Buffer.from('aggiunta dopo'));
    });
    expect(findings).toMatchObject({ verdict: 'intact', timestamp: { status: 'unproven', problem: 'wrong-imprint' } });
  });

  it('of an unknown authority proves nothing', async () => {
    const other = await issueTsa({ rootCommonName: 'Another Root', rootKeyLabel: 'another-tsa-root' });
    const findings = await changed((copy) => {
      copy.set(TOKEN, Buffer.from(createTimestamp({ tsa: other, of: copy.get(MANIFEST) ?? Buffer.alloc(0), genTime: '20260920120000Z' })));
    });
    expect(findings.timestamp).toEqual({ status: 'unproven', problem: 'unknown-authority' });
  });
});
