// `--crl` and `--ocsp`: lists and answers named on the command line are judged with every message; a file that is not there stops the run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import { readTexts } from '../bundle/build-source';
import { toCrlPem } from '../pki/issue-crl';
import { authority, NOW } from '../verify/bench';
import { AFTER, answer, list, message, revocation, rootList } from '../verify/revocation/bench';

let folder: string;
const at = (name: string): string => join(folder, name);

const run = async (...words: string[]) => {
  let [out, err] = ['', ''];
  const code = await runCommand(['verify', '--trust', at('root.pem'), ...words, at('message.eml')], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    lang: 'it_IT.UTF-8',
    now: NOW,
  });
  return { code, out, err };
};

const runJson = async (...words: string[]) => {
  const { code, out } = await run('--json', ...words);
  const { verdict, checks } = JSON.parse(out);
  const result = checks.find(({ check }: { check: string }) => check === 'revocation');
  return [code, verdict, result.reason ?? result.status];
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-crl-'));
  const files: Record<string, string | Uint8Array> = {
    'root.pem': authority.root.certificate.pem,
    'message.eml': message,
    'root.crl': rootList,
    'both.pem': `${toCrlPem(rootList)}${toCrlPem(list())}`,
    'revoked.crl': revocation(),
    'compromised.crl': revocation({ revokedAt: AFTER, reason: 1 }),
    'good.ocsp': answer(),
    'noise.crl': 'ciao',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(at(name), content);
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['nothing', [], [0, 'verified', 'revocation.not-checked']],
  ['a PEM with the lists of root and authority', ['both.pem'], [0, 'verified', 'passed']],
  ['a list and an answer', ['root.crl', 'good.ocsp'], [0, 'verified', 'passed']],
  ['the authority’s answer alone', ['good.ocsp'], [0, 'verified', 'revocation.partly-known']],
  ['a list that revokes beside a good answer', ['good.ocsp', 'revoked.crl'], [1, 'failed', 'revocation.revoked']],
  ['a list that tells of a lost key', ['root.crl', 'compromised.crl'], [1, 'inconclusive', 'revocation.compromised-since']],
  ['noise', ['noise.crl'], [0, 'verified', 'revocation.no-usable-answer']],
])('judges with %s', async (_, names, expected) => {
  expect(await runJson(...names.flatMap((name) => ['--crl', at(name)]))).toEqual(expected);
});

it('takes answers by their own name, once or more, and a list under it too', async () => {
  expect(await runJson('--crl', at('root.crl'), '--ocsp', at('good.ocsp'))).toEqual([0, 'verified', 'passed']);
  expect(await runJson('--ocsp', at('root.crl'), '--ocsp', at('good.ocsp'))).toEqual([0, 'verified', 'passed']);
  expect(await run('--ocsp', at('nothing.ocsp'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nothing.ocsp') });
});

it('tells a person that the certificate was revoked, and what to do', async () => {
  const { out } = await run('--crl', at('revoked.crl'));
  expect(out).toContain(readTexts('it').code_revocation__revoked);
});

it('exits 2 for a list that is not there', async () => {
  expect(await run('--crl', at('nothing.crl'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nothing.crl') });
});
