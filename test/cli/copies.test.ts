// A copy of a ledger on the command line: read as it is, with the states of the ledger that wrote it; what is hostile or damaged is named.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toTarHeader } from '../../lib/backup/tar';
import { runCommand } from '../../lib/cli/run-command';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import { type Ledger, openLedger } from '../../lib/ledger/store';
import type { CheckResult } from '../../lib/verify/report';
import { verifyMessage } from '../../lib/verify/verify-message';
import { makeBackup, PASSPHRASE } from '../backup/make-backup';
import { toResponse } from '../pki/create-timestamp';
import { createSampleSet } from '../pki/sample-set';
import { authority } from '../verify/bench';
import { message, stamp, trust, tsa } from '../verify/timestamps/bench';

const NOW = '2026-11-21T12:00:00Z';
/** A passphrase takes a second by design, and many on a busy machine. */
const PATIENCE_MS = 120_000;

let folder: string;
let ledger: Ledger;
let copy: Uint8Array<ArrayBuffer>;
const at = (name: string): string => join(folder, name);

type Line = { path?: string; error?: string; damage?: string; verdict?: string; identifier?: string; checks?: CheckResult[] };
type Ran = { code: number; lines: Line[]; err: string };

const run = async (command: string, ...words: string[]): Promise<Ran> => {
  let [out, err] = ['', ''];
  const trusted = ['--trust', at('root.pem'), '--tsa', at('tsa.pem')];
  const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await runCommand([command, '--json', ...trusted, ...words], { ...output, lang: 'it', now: NOW });
  const lines = out.split('\n').filter((line) => line !== '');
  return { code, err, lines: lines.map((line): Line => JSON.parse(line)) };
};

/** A signed part without headers of its own, inside an ordinary mail: only the part is kept. */
const wrapInMail = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1');
  const type = /^Content-Type: multipart\/signed;(?:.*\r\n[ \t])*.*\r\n/im.exec(text)?.[0] ?? '';
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  const head = 'From: lista@posta.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n';
  return Buffer.from(`${head}${type}\r\n${body}\r\n--x--\r\n`, 'latin1');
};

const record = async (bytes: Uint8Array, timestamps: readonly Uint8Array[] = []): Promise<void> => {
  const report = await verifyMessage(bytes, { trust, now: NOW, timestamps });
  await ledger.record({ bytes, report, origin: 'file', recordedAt: NOW, shownSubject: findShownSubject(bytes, report), timestamps });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-copies-'));
  ledger = openLedger({ name: 'copied', indexedDB: new IDBFactory(), IDBKeyRange });
  const samples = (await createSampleSet({ authority, now: new Date('2026-09-21T08:00:00Z') })).map(({ bytes }) => bytes);
  for (const bytes of samples) await record(bytes);
  await record(wrapInMail(samples[0] ?? new Uint8Array()));
  await record(message, [toResponse(stamp())]);
  copy = (await makeBackup(ledger)).bytes;
  await writeFile(at('root.pem'), authority.root.certificate.pem);
  await writeFile(at('tsa.pem'), tsa.root.certificate.pem);
  await writeFile(at('copia.tar'), copy);
});
afterAll(() => rm(folder, { recursive: true }));

const toStates = (rows: readonly object[]): unknown[] =>
  (rows as Awaited<ReturnType<Ledger['messages']>>)
    .map(({ identifier, state, acceptedAt, recipients, evidence }) => ({
      ...{ identifier, state, acceptedAt },
      recipients: recipients.map((recipient) => [recipient.address, recipient.state, recipient.at, recipient.errorCode]),
      evidence: evidence.map(({ sha256, verdict, kind }) => [sha256, verdict, kind]).sort(),
    }))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));

it('gives the states of the ledger that wrote it, of parts out of ordinary mails as well', async () => {
  const { lines, err } = await run('ledger', at('copia.tar'));
  const rows = await ledger.messages(NOW);
  expect(rows.length).toBeGreaterThan(4);
  expect(toStates(lines)).toEqual(toStates(rows));
  expect(err).toBe('');
});

it('gives each message by its name in the copy, judged with the time-stamps that lie there', async () => {
  const { lines } = await run('verify', at('copia.tar'));
  const hashes = await ledger.listHashes(null, 100);
  expect(lines.map(({ path }) => path)).toEqual(hashes.map((sha256) => `${at('copia.tar')}/evidence/${sha256}.eml`));
  const stored = await Promise.all(hashes.map(async (sha256) => (await ledger.evidence(sha256))?.report.verdict));
  expect(lines.map(({ verdict }) => verdict)).toEqual(stored);
  const stamped = lines.filter(({ checks = [] }) => checks.some(({ check, status }) => check === 'timestamp' && status === 'passed'));
  expect(stamped).toHaveLength(1);
});

it('is found in a folder and by its content, beside other files and their time-stamps', async () => {
  await mkdir(at('misto'), { recursive: true });
  await writeFile(at('misto/x.eml'), message);
  await writeFile(at('misto/x.tar'), copy);
  await writeFile(at('misto/x.tsr'), toResponse(stamp()));
  await writeFile(at('misto/z.tar'), 'an archive of somebody else');
  const { lines } = await run('verify', at('misto'));
  expect(lines[0]).toMatchObject({ path: at('misto/x.eml'), verdict: 'verified' });
  expect(lines[0]?.checks).toContainEqual(expect.objectContaining({ check: 'timestamp', status: 'passed' }));
  expect(lines).toHaveLength((await ledger.listHashes(null, 100)).length + 1);
  await writeFile(at('senza-nome'), copy);
  expect((await run('verify', at('senza-nome'))).lines).toHaveLength(lines.length - 1);
});

describe('a sealed one', () => {
  beforeAll(async () => {
    await writeFile(at('chiusa.tar'), (await makeBackup(ledger, { passphrase: PASSPHRASE })).bytes);
    await writeFile(at('frase.txt'), `${PASSPHRASE}\n`);
    await writeFile(at('altra.txt'), 'un’altra');
  }, PATIENCE_MS);

  it(
    'opens with the passphrase in a file',
    async () => {
      const { lines } = await run('ledger', '--passphrase-file', at('frase.txt'), at('chiusa.tar'));
      expect(toStates(lines)).toEqual(toStates(await ledger.messages(NOW)));
    },
    PATIENCE_MS,
  );

  it(
    'says what it needs without it, and with another',
    async () => {
      expect(await run('ledger', at('chiusa.tar'))).toMatchObject({ code: 1, lines: [{ error: 'copy-sealed' }] });
      const other = await run('verify', '--passphrase-file', at('altra.txt'), at('chiusa.tar'));
      expect(other).toMatchObject({ code: 1, lines: [{ path: at('chiusa.tar'), error: 'copy-passphrase' }] });
      const gone = await run('verify', '--passphrase-file', at('nessuna.txt'), at('chiusa.tar'));
      expect(gone).toMatchObject({ code: 2, lines: [], err: expect.stringContaining('nessuna.txt') });
    },
    PATIENCE_MS,
  );

  it('tells a person how to go on', async () => {
    let out = '';
    await runCommand(['ledger', at('chiusa.tar')], { out: (text) => (out += text), err: () => undefined, lang: 'it', now: NOW });
    expect(out).toContain('--passphrase-file');
  });
});

describe('a hostile or damaged one', () => {
  const write = async (bytes: Uint8Array): Promise<string> => {
    await writeFile(at('guasta.tar'), bytes);
    return at('guasta.tar');
  };
  const pack = (...items: [name: string, text: string][]): Uint8Array =>
    Buffer.concat([
      ...items.flatMap(([name, text]) => {
        const content = Buffer.from(text);
        return [toTarHeader({ name, size: content.length, mtime: 0 }), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
      }),
      Buffer.alloc(1024),
    ]);
  const faults = ({ lines }: Ran): string[] => lines.flatMap(({ error, damage, path }) => (error ? [`${error} ${damage} ${path}`] : []));

  it('names what is damaged, gives the rest, and is not all verified', async () => {
    const damaged = copy.slice();
    const from = Buffer.from(copy).indexOf('evidence/') + 700;
    damaged[from] = (damaged[from] ?? 0) ^ 1;
    const ran = await run('verify', await write(damaged));
    expect(ran.code).toBe(1);
    expect(faults(ran)).toEqual([expect.stringMatching(/^copy-damaged content .*guasta\.tar\/evidence\/[0-9a-f]{64}\.eml$/)]);
    expect(ran.lines).toHaveLength((await ledger.listHashes(null, 100)).length);
  });

  it.each([
    ['a way out of the folder', 'evidence/../../etc/passwd'],
    ['a message under another name', `evidence/${'0'.repeat(64)}.eml`],
  ])('gives nothing of %s', async (_, name) => {
    const ran = await run('verify', await write(pack(['LEGGIMI.txt', ''], [name, Buffer.from(message).toString('latin1')])));
    expect(ran.code).toBe(1);
    expect(ran.lines.some(({ verdict }) => verdict !== undefined)).toBe(false);
    expect(faults(ran).some((fault) => fault.endsWith(name))).toBe(true);
  });

  it('is refused when it is something else, cut to nothing or made by a later version', async () => {
    const refusal = async (bytes: Uint8Array): Promise<unknown> => {
      const { code, lines } = await run('ledger', await write(bytes));
      return [code, lines.map(({ error }) => error)];
    };
    expect(await refusal(Buffer.from('From: a@b.example\r\nSubject: x\r\n\r\nx'))).toEqual([1, ['copy-unknown']]);
    expect(await refusal(new Uint8Array(0))).toEqual([1, ['copy-unknown']]);
    expect(await refusal(Buffer.from(Buffer.from(copy).toString('latin1').replace('"version": 2', '"version": 9'), 'latin1'))).toEqual([
      1,
      ['copy-newer'],
    ]);
  });

  it('tells a person each damage in words', async () => {
    let out = '';
    const path = await write(copy.slice(0, copy.length - 600));
    await runCommand(['ledger', path], { out: (text) => (out += text), err: () => undefined, lang: 'it', now: NOW });
    expect(out).toContain('da qui in poi la copia è interrotta o rovinata');
  });
});
