// `ceralacca seal`, and what bundles tell of a seal: in files, report, readiness and when they are checked; nothing where it does not hold.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSealFile } from '../../lib/ledger/seal/seal-file';
import { createSamples, unpack } from '../bundle/build-source';
import { createSignature, issueSignatory } from '../pki/create-signature';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { runTold, type Told } from './run-told';

const SEALED = '20260920120000Z';

let folder: string;
let place: string;
let tsa: Tsa;
const at = (name: string): string => join(folder, name);
const trusting = (): string[] => ['--trust', at('root.pem'), '--tsa', at('tsa.pem')];

/** A seal over the messages, with what comes back for it. */
const seal = async (name: string, of?: Uint8Array): Promise<string> => {
  const path = at(name);
  const { code } = await runTold(['seal', ...trusting(), '--out', path, at('mail')]);
  expect(code).toBe(0);
  await writeFile(`${path}.tst`, createTimestamp({ tsa, of: of ?? (await readFile(path)), genTime: SEALED }));
  return path;
};

const bundle = (out: string, ...words: string[]): Promise<Told> =>
  runTold(['bundle', ...trusting(), '--out', at(out), ...words, at('mail')]);

const readBundle = async (name: string): Promise<Map<string, Buffer>> => unpack(new Uint8Array(await readFile(at(name))));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-seal-'));
  tsa = await issueTsa();
  const { samples, rootPem } = await createSamples();
  await writeFile(at('root.pem'), rootPem);
  await writeFile(at('tsa.pem'), tsa.root.certificate.pem);
  await mkdir(at('mail'));
  const own = samples.filter(({ group }) => group === 'notifica');
  for (const [index, { bytes }] of own.entries()) await writeFile(at(`mail/${index}.eml`), bytes);
  place = await seal('sigillo.txt');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a seal from the command line', () => {
  it('is one small file, and a list of hashes that names nothing', async () => {
    expect(parseSealFile(await readFile(place))).toMatchObject({ date: '2026-09-21', count: 3 });
    expect(await readFile(`${place}.impronte`, 'utf8')).toMatch(/^(?:[0-9a-f]{64}\n){3}$/);
  });

  it('is the same for the same messages, and replaces nothing', async () => {
    expect(await readFile(await seal('again.txt'))).toEqual(await readFile(place));
    const before = await readFile(place);
    const { code, err } = await runTold(['seal', '--out', place, at('mail')]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('esiste già e non viene sostituito') });
    expect(await readFile(place)).toEqual(before);
  });

  it('is not made over nothing', async () => {
    await writeFile(at('ordinary.eml'), 'From: a@posta.example\r\nSubject: x\r\n\r\nciao\r\n');
    const { code, err } = await runTold(['seal', '--out', at('none.txt'), at('ordinary.eml')]);
    expect({ code, err }).toEqual({ code: 2, err: 'Nessuna PEC trovata: il sigillo non è stato scritto.\n' });
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});

describe('a bundle', () => {
  it('tells of a seal that was put beside, in files, both reports and readiness, and is found so when it is checked', async () => {
    expect(await bundle('sealed.asice', '--seal', place)).toMatchObject({ code: 0, err: '' });
    const files = await readBundle('sealed.asice');
    expect([...files.keys()].filter((name) => name.startsWith('sigilli/'))).toHaveLength(3);
    const report = JSON.parse(files.get('rapporto.json')?.toString() ?? '');
    const [message] = report.messages;
    const before = '2026-09-20T12:00:01.000Z';
    expect(message.evidence.map(({ sealedBefore }: { sealedBefore: string }) => sealedBefore)).toEqual([before, before, before]);
    expect(message.readiness).toContainEqual({ id: 'sealed', status: 'ok', until: before });
    const page = files.get('rapporto.html')?.toString() ?? '';
    expect(page.match(/Per il sigillo dell&#39;archivio esisteva prima del<\/dt><dd>20\/09\/2026 12:00:01 UTC/g)).toHaveLength(3);
    const { code, out } = await runTold(['check', ...trusting(), at('sealed.asice')]);
    expect(code).toBe(0);
    expect(out).toMatch(/Sigillo dell'archivio [\w-]+: 3 prove di questo fascicolo .* prima del 20\/09\/2026 12:00:01 UTC/);
  });

  it('tells who signed a seal that nobody stamped, and no date', async () => {
    const path = await seal('signed.txt');
    await rm(`${path}.tst`);
    await writeFile(`${path}.p7s`, createSignature({ by: [await issueSignatory()], of: await readFile(path) }));
    expect(await bundle('signed.asice', '--seal', path)).toMatchObject({ code: 0, err: '' });
    const files = await readBundle('signed.asice');
    expect([...files.keys()].filter((name) => /^sigilli\/[\w-]+\/sigillo\.txt\.p7s$/.test(name))).toHaveLength(1);
    expect(files.get('rapporto.json')?.toString()).not.toMatch(/"id": "sealed"|"sealedBefore": "/);
    const { code, out } = await runTold(['check', ...trusting(), at('signed.asice')]);
    expect(code).toBe(0);
    expect(out).toContain('Firmato con un certificato intestato a CN=Maria Bianchi, rilasciato da CN=Ente di Firma di Prova.');
    expect(out).not.toContain('prove di questo fascicolo erano');
  });

  it('says nothing of a seal where none is given', async () => {
    await bundle('plain.asice');
    const files = await readBundle('plain.asice');
    expect(files.get('rapporto.json')?.toString()).not.toMatch(/"id": "sealed"|"sealedBefore": "/);
    expect(files.get('rapporto.html')?.toString()).not.toContain('sigillo');
  });

  it.each([
    ['whose time-stamp is about something else', async () => seal('other.txt', Buffer.from('another file'))],
    [
      'without a time-stamp',
      async () => {
        await copyFile(place, at('bare.txt'));
        await copyFile(`${place}.impronte`, at('bare.txt.impronte'));
        return at('bare.txt');
      },
    ],
    [
      'whose signature is of something else',
      async () => {
        const path = await seal('foreign.txt');
        await rm(`${path}.tst`);
        await writeFile(`${path}.p7s`, createSignature({ by: [await issueSignatory()], of: Buffer.from('another file') }));
        return path;
      },
    ],
    [
      'whose list is another',
      async () => {
        const path = await seal('list.txt');
        await writeFile(
          `${path}.impronte`,
          (await readFile(`${path}.impronte`, 'utf8')).replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
        );
        return path;
      },
    ],
    [
      'without its list',
      async () => {
        const path = await seal('listless.txt');
        await rm(`${path}.impronte`);
        return path;
      },
    ],
  ])('is not made with a seal %s', async (_, make) => {
    const path = await make();
    const { code, err } = await bundle('refused.asice', '--seal', path);
    expect(code).toBe(2);
    expect(err).toContain(`${path}: non è un sigillo da usare`);
    expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  it('is not made with a seal of an authority that is not known', async () => {
    const out = at('unknown.asice');
    const { code, err } = await runTold(['bundle', '--trust', at('root.pem'), '--out', out, '--seal', place, at('mail')]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--tsa') });
  });
});

describe('a time-stamp that is named', () => {
  it('goes into the bundle beside the message that it is about, and beside no other', async () => {
    const token = createTimestamp({ tsa, of: await readFile(at('mail/1.eml')), genTime: SEALED });
    await writeFile(at('named.tst'), token);
    expect(await bundle('named.asice', '--timestamp', at('named.tst'))).toMatchObject({ code: 0 });
    const files = await readBundle('named.asice');
    const stamps = [...files].filter(([name]) => /\.eml\..*ts[rt]$/.test(name));
    expect(stamps.map(([, bytes]) => bytes.equals(token))).toEqual([true]);
    const owner = stamps[0]?.[0].replace(/\.tst$/, '') ?? '';
    expect(files.get(owner)).toEqual(await readFile(at('mail/1.eml')));
    const { out } = await runTold(['check', '--json', ...trusting(), at('named.asice')]);
    const { proofs } = JSON.parse(out) as { proofs: { name: string; report: { checks: { check: string; status: string }[] } }[] };
    const stamped = proofs.filter(({ report }) => report.checks.some(({ check, status }) => check === 'timestamp' && status === 'passed'));
    expect(stamped.map(({ name }) => name)).toEqual([owner]);
  });
});
