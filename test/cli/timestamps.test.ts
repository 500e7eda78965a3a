// Time-stamps on the command line: by name beside a message, by option, with their own authorities; alone they are no mail.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import type { CheckResult } from '../../lib/verify/report';
import { toResponse, toStampedData } from '../pki/create-timestamp';
import { authority, NOW } from '../verify/bench';
import { message, stamp, tsa } from '../verify/timestamps/bench';

let folder: string;
let trust: string[];
const at = (name: string): string => join(folder, name);

type Line = { path: string; verdict?: string; error?: string; checks?: CheckResult[] };

const run = async (words: readonly string[]): Promise<{ code: number; lines: Line[] }> => {
  let out = '';
  const surroundings = { out: (text: string) => (out += text), err: () => undefined, lang: 'it', now: NOW };
  const code = await runCommand([...words], surroundings);
  const lines = out.split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line): Line => JSON.parse(line)) };
};

const outcomesOf = ({ lines }: { lines: Line[] }): string[] =>
  lines.map(({ checks = [] }) => {
    const result = checks.find(({ check }) => check === 'timestamp');
    return result?.status === 'passed' ? `passed ${String(result.facts.timestampTime)}` : (result?.reason ?? 'no result');
  });

const FIRST = 'passed 2026-10-01T12:00:00.000Z';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-stamps-'));
  const files: Record<string, Uint8Array | string> = {
    'root.pem': authority.root.certificate.pem,
    'tsa.pem': tsa.root.certificate.pem,
    'elsewhere.bin': stamp(),
    'bare/a.eml': message,
    'answer/a.eml': message,
    'answer/a.eml.tsr': toResponse(stamp()),
    'token/a.eml': message,
    'token/a.TST': stamp(),
    'both/a.eml': message,
    'both/a.tsd': toStampedData(message, [stamp()]),
    'both/a.eml.tsr': toResponse(stamp({ genTime: '20261002000000Z' })),
    'neighbours/a.eml': message,
    'neighbours/b.eml': message,
    'neighbours/b.eml.tsr': toResponse(stamp()),
    'neighbours/c.eml.tsr': toResponse(stamp()),
    'wrong/a.eml': message,
    'wrong/a.eml.tsr': 'From: a@client.example\r\nSubject: x\r\n\r\n',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(at(name), '..'), { recursive: true });
    await writeFile(at(name), content);
  }
  trust = ['verify', '--json', '--trust', at('root.pem'), '--tsa', at('tsa.pem')];
});

afterAll(() => rm(folder, { recursive: true }));

describe.each([
  ['bare', 'timestamp.none'],
  ['answer', FIRST],
  ['token', FIRST],
  ['both', FIRST],
  ['wrong', 'timestamp.unreadable'],
])('folder %s', (name, outcome) => {
  it('given whole, and by its message alone', async () => {
    for (const path of [at(name), at(`${name}/a.eml`)]) {
      const result = await run([...trust, path]);
      expect(result.lines.map(({ path: judged }) => judged)).toEqual([at(`${name}/a.eml`)]);
      expect(outcomesOf(result)).toEqual([outcome]);
      expect(result.code).toBe(0);
    }
  });
});

it('a time-stamp is its own message’s only, and no mail', async () => {
  const result = await run([...trust, at('neighbours')]);
  expect(outcomesOf(result)).toEqual(['timestamp.none', FIRST]);
  expect(result.code).toBe(0);
});

it('finds it by a path written in any way', async () => {
  const result = await run([...trust, `${folder}/bare/../answer/./a.eml`]);
  expect(outcomesOf(result)).toEqual([FIRST]);
});

it('named together with its message it is looked at once', async () => {
  const result = await run([...trust, at('answer/a.eml'), at('answer/a.eml.tsr')]);
  expect(result.lines).toHaveLength(1);
  expect(outcomesOf(result)).toEqual([FIRST]);
});

it('tells a person what is proven, or why nothing is', async () => {
  const tell = async (name: string): Promise<string> => {
    let out = '';
    const words = ['verify', '--trust', at('root.pem'), '--tsa', at('tsa.pem'), at(name)];
    await runCommand(words, { out: (text) => (out += text), err: () => undefined, lang: 'it', now: NOW });
    return out;
  };
  expect(await tell('answer')).toContain('Marca temporale: Esisteva già prima del 01/10/2026 12:00:01 UTC, C=IT, O=Marche di Prova');
  expect(await tell('wrong')).toContain('Marca temporale: Il file della marca non si legge');
  expect(await tell('bare')).not.toContain('Marca temporale');
});

it('takes a file of any name by option', async () => {
  expect(outcomesOf(await run([...trust, '--timestamp', at('elsewhere.bin'), at('bare')]))).toEqual([FIRST]);
});

it('an authority for time-stamps vouches for no provider, and without it none is known', async () => {
  const asTsa = await run(['verify', '--json', '--tsa', at('root.pem'), '--tsa', at('tsa.pem'), at('answer')]);
  expect([asTsa.code, asTsa.lines[0]?.verdict, ...outcomesOf(asTsa)]).toEqual([1, 'inconclusive', FIRST]);
  const without = await run(['verify', '--json', '--trust', at('root.pem'), at('answer')]);
  expect([without.code, ...outcomesOf(without)]).toEqual([0, 'timestamp.unknown-authority']);
});
