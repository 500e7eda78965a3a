// The commands over the sample story: outputs, exit codes, one bad file among good ones.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSamples, readTexts } from '../bundle/build-source';
import { buildArchive } from '../intake/build-archive';
import { runTold } from './run-told';

let folder: string;
let trust: string[];
const at = (name: string): string => join(folder, name);

type Line = Partial<Record<'path' | 'error' | 'verdict' | 'kind' | 'subject' | 'state', string>> & {
  recipients?: { state: string }[];
  evidence?: object[];
};

const runJson = async (words: string[]): Promise<{ code: number; err: string; lines: Line[] }> => {
  const { code, out, err } = await runTold(words);
  return {
    code,
    err,
    lines: out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-cli-'));
  const { samples, rootPem } = await createSamples();
  await mkdir(at('box/deep'), { recursive: true });
  await writeFile(at('root.pem'), rootPem);
  trust = ['--trust', at('root.pem')];
  for (const { name, bytes } of samples) await writeFile(at(`box/${name}.eml`), bytes);
  const signed = samples.filter(({ group }) => group !== 'falsa');
  await mkdir(at('signed'));
  for (const { name, bytes } of signed) await writeFile(at(`signed/${name}.eml`), bytes);
  await writeFile(at('box.mbox'), Buffer.concat(signed.flatMap(({ bytes }) => [Buffer.from('From x\n'), bytes, Buffer.from('\r\n')])));
  await writeFile(at('box.zip'), buildArchive(signed.map(({ name, bytes }) => ({ name: `posta/${name}.eml`, content: bytes }))));
  await writeFile(at('slip.zip'), buildArchive([{ name: '../evil.eml', content: 'x' }]));
});

afterAll(() => rm(folder, { recursive: true }));

describe('verify', () => {
  it('prints the contract, one object a line, and exits 0 when all is verified', async () => {
    const { code, lines, err } = await runJson(['verify', '--json', ...trust, at('signed')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(Object.keys(line)).toEqual(['path', 'verdict', 'kind', 'checks', 'certified', 'enclosed']);
    expect(lines[0]).toMatchObject({ path: at('signed/accesso-accettazione.eml'), verdict: 'verified', kind: 'accettazione' });
  });

  it('exits 1 when something is not verified, and does not trust a stranger', async () => {
    const fake = await runJson(['verify', '--json', ...trust, at('box')]);
    expect(fake.code).toBe(1);
    expect(fake.lines.filter(({ verdict }) => verdict !== 'verified').map(({ path }) => path)).toEqual([at('box/falsa-cartella.eml')]);
    const untrusted = await runJson(['verify', '--json', at('signed')]);
    expect(untrusted.code).toBe(1);
    expect(untrusted.lines.some(({ verdict }) => verdict === 'verified')).toBe(false);
  });

  it.each([
    ['box.mbox', 'box.mbox#1'],
    ['box.zip', 'box.zip/posta/notifica-accettazione.eml'],
  ])('reads %s to the last message', async (name, first) => {
    const { code, lines } = await runJson(['verify', '--json', ...trust, at(name)]);
    expect(code).toBe(0);
    expect(lines).toHaveLength(7);
    expect(lines[0]?.path).toBe(at(first));
  });

  it('tells of a bad file in one line and goes on', async () => {
    await mkdir(at('mixed'), { recursive: true });
    await writeFile(at('mixed/broken.zip'), 'PK\u0003\u0004 nothing');
    await writeFile(at('mixed/outlook.msg'), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4));
    await writeFile(at('mixed/notes.txt'), 'Note: nothing to see');
    await writeFile(
      at('mixed/garbage.eml'),
      Uint8Array.from({ length: 3000 }, (_, index) => (index * 197) % 256),
    );
    await writeFile(at('mixed/empty.eml'), '');
    await writeFile(at('mixed/zz.eml'), await readFile(at('signed/notifica-accettazione.eml')));
    await symlink(at('mixed'), at('mixed/loop')).catch(() => undefined);
    await symlink(at('nowhere'), at('mixed/gone.eml')).catch(() => undefined);
    const { code, lines } = await runJson(['verify', '--json', ...trust, at('mixed'), at('slip.zip')]);
    expect(code).toBe(1);
    expect(lines.map(({ path, error, verdict }) => [path?.slice(folder.length + 1), error ?? verdict])).toEqual([
      ['mixed/broken.zip', 'archive-broken'],
      ['mixed/empty.eml', 'not-pec'],
      ['mixed/garbage.eml', 'not-pec'],
      ['mixed/gone.eml', 'unreadable'],
      ['mixed/outlook.msg', 'outlook-file'],
      ['mixed/zz.eml', 'verified'],
      ['slip.zip', 'archive-unsafe'],
    ]);
  });

  it('exits 2 for a path that is not there, and still judges the others', async () => {
    const { code, lines, err } = await runJson(['verify', '--json', ...trust, at('nothing.eml'), at('signed')]);
    expect(code).toBe(2);
    expect(lines).toHaveLength(8);
    expect(lines[0]).toEqual({ path: at('nothing.eml'), error: 'not-found' });
    expect(err).toContain('nothing.eml');
  });

  it('exits 2 when there was nothing to verify', async () => {
    await mkdir(at('empty'));
    expect(await runTold(['verify', at('empty')])).toMatchObject({ code: 2, out: '' });
  });

  it('speaks Italian, or English when LANG says so', async () => {
    const italian = await runTold(['verify', ...trust, at('box')]);
    const english = await runTold(['verify', ...trust, at('box')], 'en_GB.UTF-8');
    expect(italian.out).toContain(`notifica-accettazione.eml: ${readTexts('it').verdict_verified}: ${readTexts('it').kind_accettazione}`);
    expect(english.out).toContain(`notifica-accettazione.eml: ${readTexts('en').verdict_verified}: ${readTexts('en').kind_accettazione}`);
    for (const { out } of [italian, english]) expect(out).not.toMatch(/\b(?:cli|bundle|code|kind|verdict|check)_[a-z_]+/);
  });

  it('lets no mail steer the terminal', async () => {
    await mkdir(at('odd'), { recursive: true });
    const name = 'a\u001b[2J\u202eb.eml';
    await writeFile(join(at('odd'), name), 'From: x@x.example\r\n\r\n');
    const { out } = await runTold(['verify', at('odd')]);
    expect(out).toContain('a⟨U+001B⟩[2J⟨U+202E⟩b.eml');
  });
});

describe('ledger', () => {
  it('prints messages with the state of each recipient', async () => {
    const { code, lines } = await runJson(['ledger', '--json', ...trust, at('signed')]);
    expect(code).toBe(0);
    expect(lines.map(({ subject, state }) => [subject, state])).toEqual([
      ['Notificazione ai sensi della legge n. 53 del 1994', 'accepted'],
      ['Sollecito di pagamento, fattura 118', 'accepted'],
      ['Convocazione del 12 ottobre', 'received'],
      ['Richiesta di accesso agli atti', 'accepted'],
    ]);
    const [notice, reminder, , waiting] = lines;
    expect(Object.keys(notice ?? {})).toEqual([
      'identifier',
      'messageId',
      'from',
      'subject',
      'acceptedAt',
      'state',
      'recipients',
      'readiness',
      'evidence',
    ]);
    expect(notice?.recipients?.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'no-proof-due']);
    expect(Object.keys(notice?.recipients?.[0] ?? {})).toEqual(['address', 'type', 'state', 'at', 'errorCode', 'receipt', 'contradicted']);
    expect(reminder?.recipients).toMatchObject([{ state: 'not-delivered', errorCode: '5.2.2' }]);
    expect(waiting?.recipients).toMatchObject([{ state: 'waiting', at: null, errorCode: null }]);
    expect(notice?.evidence).toMatchObject([
      { kind: 'accettazione', verdict: 'verified', path: at('signed/notifica-accettazione.eml') },
      {},
      {},
    ]);
  });

  it('counts the same file once, from wherever it comes', async () => {
    const once = await runJson(['ledger', '--json', ...trust, at('signed')]);
    const often = await runJson(['ledger', '--json', ...trust, at('signed'), at('box.zip'), at('box.mbox'), at('signed')]);
    expect(often.lines).toEqual(once.lines);
  });

  it('tells a person who is missing, and what certifies nothing', async () => {
    const texts = readTexts('it');
    const { out } = await runTold(['ledger', ...trust, '--at', '2026-10-01T00:00:00Z', at('box')]);
    expect(out).toContain(`protocollo@pec.beta.example: ${texts.recipient_waiting}`);
    expect(out).toContain(`${texts.cli_attention}: ${texts.attention_waiting_too_long}`);
    expect(out).toContain(`Cartella non pagata, ultimo avviso: ${texts.nothing_certified}`);
    expect(out).not.toMatch(/\b(?:cli|bundle|attention|recipient)_[a-z_]+/);
  });
});

describe('bundle', () => {
  it('writes a container whose messages verify again', async () => {
    const made = await runTold(['bundle', '--out', at('all.asice'), ...trust, at('signed')]);
    expect(made).toMatchObject({ code: 0, err: '' });
    const { code, lines } = await runJson(['verify', '--json', ...trust, at('all.asice')]);
    expect(code).toBe(0);
    expect(lines).toHaveLength(7);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('exits 1 when not all of it is verified', async () => {
    expect((await runTold(['bundle', '--out', at('mixed.asice'), ...trust, at('box')])).code).toBe(1);
  });

  it('exits 2 and writes nothing when there is no PEC or no place', async () => {
    expect((await runTold(['bundle', '--out', at('none.asice'), at('odd')])).code).toBe(2);
    expect((await runTold(['bundle', '--out', at('no/such/folder/x.asice'), ...trust, at('signed')])).code).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});

describe('what cannot run', () => {
  it.each([
    ['no command', []],
    ['an unknown option', ['verify', '--fast', 'x.eml']],
    ['check, which is not there yet', ['check', 'x.asice']],
  ])('exits 2 with a word on stderr: %s', async (_, words) => {
    const { code, out, err } = await runTold(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it.each(['garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'exits 2 for a bad authority file',
    async (pem) => {
      await writeFile(at('bad.pem'), pem);
      expect(await runTold(['verify', '--trust', at('bad.pem'), at('signed')])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('bad.pem'),
      });
      expect((await runTold(['verify', '--trust', at('missing.pem'), at('signed')])).code).toBe(2);
    },
  );

  it('gives help on stdout with exit code 0', async () => {
    expect(await runTold(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('ceralacca verify'), err: '' });
  });
});
