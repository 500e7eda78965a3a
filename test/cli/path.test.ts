// `ceralacca path` as conformance suites call it: files, exit codes, one line of JSON.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import { LIMITS } from '../../lib/verify/limits';
import { extendedKeyUsage } from '../pki/certificate-extensions';
import { issueCrl } from '../pki/issue-crl';
import { OID } from '../pki/oids';
import { issueAuthority, issueLeaf } from '../verify/path/chain';

const AT = '2026-06-01T00:00:00Z';
let folder: string;
const at = (name: string): string => join(folder, name);

const run = async (words: string[], lang = 'it_IT.UTF-8') => {
  const written = { out: '', err: '' };
  const code = await runCommand(['path', ...words], {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    lang,
    now: '1999-01-01T00:00:00Z',
  });
  return { code, ...written };
};

const judge = async (words: string[]) => {
  const { code, out } = await run(['--json', '--at', AT, '--trust', at('root.pem'), ...words]);
  expect(out.endsWith('\n') && out.trim().split('\n')).toHaveLength(1);
  return { code, ...JSON.parse(out) };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-path-'));
  const root = await issueAuthority('Root', null);
  const middle = await issueAuthority('Middle', root);
  const leaf = await issueLeaf(middle, { extensions: [extendedKeyUsage([OID.clientAuth])] });
  const weak = await issueLeaf(middle, { keySpec: { type: 'rsa', bits: 1024 } });
  const dates = { thisUpdate: new Date('2026-05-31T00:00:00Z'), nextUpdate: new Date('2026-06-07T00:00:00Z') };
  const broken = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
  const entries = [{ serial: leaf.certificate.serial, revokedAt: new Date('2026-05-30T00:00:00Z') }];
  await Promise.all([
    writeFile(at('root.pem'), root.certificate.pem),
    writeFile(at('middle.pem'), `words before\n${broken}${middle.certificate.pem}`),
    writeFile(at('leaf.pem'), leaf.certificate.pem),
    writeFile(at('leaf.crt'), leaf.certificate.der),
    writeFile(at('chain.pem'), leaf.certificate.pem + middle.certificate.pem),
    writeFile(at('weak.pem'), weak.certificate.pem + middle.certificate.pem),
    writeFile(at('broken.pem'), broken),
    writeFile(at('words.pem'), 'no certificate at all'),
    writeFile(at('root.crl'), issueCrl(root, dates)),
    writeFile(at('middle.crl'), issueCrl(middle, { ...dates, entries })),
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('tells the path from the leaf to the anchor', async () => {
  const result = await judge(['--intermediates', at('middle.pem'), at('leaf.pem')]);
  expect(result).toMatchObject({ code: 0, path: at('leaf.pem'), valid: true, reason: null });
  expect(Object.keys(result.certificates[0])).toEqual(['subject', 'issuer', 'serial', 'fingerprint']);
  expect(result.certificates.map(({ subject }: { subject: string }) => subject)).toEqual(['CN=Leaf', 'CN=Middle', 'CN=Root']);
  expect(result.certificates[0]).toMatchObject({ issuer: 'CN=Middle', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

it('takes further certificates of the leaf file as intermediates, and DER for PEM', async () => {
  expect(await judge([at('chain.pem')])).toMatchObject({ code: 0, valid: true });
  expect(await judge(['--intermediates', at('middle.pem'), at('leaf.crt')])).toMatchObject({ code: 0, valid: true });
});

it('says why there is none', async () => {
  const none = { code: 1, valid: false, certificates: [] };
  expect(await judge([at('leaf.pem')])).toEqual({ ...none, path: at('leaf.pem'), reason: 'issuer-missing' });
  expect(await judge([at('broken.pem')])).toMatchObject({ ...none, reason: 'malformed' });
  expect(await judge([at('words.pem')])).toMatchObject({ ...none, reason: 'malformed' });
  expect(await judge(['--purpose', 'email', at('chain.pem')])).toMatchObject({ ...none, reason: 'wrong-usage' });
  expect(await judge(['--purpose', 'timestamp', at('chain.pem')])).toMatchObject({ ...none, reason: 'wrong-usage' });
});

it.each(['email', 'any'])('refuses a leaf with a weak key for %s, and says why', async (purpose) => {
  expect(await judge(['--purpose', purpose, at('weak.pem')])).toMatchObject({ code: 1, valid: false, reason: 'forbidden-algorithm' });
});

it('asks the lists that are given', async () => {
  const lists = ['--crl', at('root.crl'), '--crl', at('middle.crl')];
  expect(await judge([...lists, at('chain.pem')])).toMatchObject({ code: 1, reason: 'revoked' });
  expect(await judge(['--crl', at('root.crl'), at('chain.pem')])).toMatchObject({ code: 1, reason: 'revocation-unknown' });
});

it('could not run without the files and options that it needs', async () => {
  const trust = ['--trust', at('root.pem')];
  const codes = await Promise.all(
    [
      ['--at', AT, at('leaf.pem')],
      [...trust, at('leaf.pem')],
      [...trust, '--at', 'yesterday', at('leaf.pem')],
      [...trust, '--at', AT, '--purpose', 'tls', at('leaf.pem')],
      [...trust, '--at', AT],
      [...trust, '--at', AT, at('missing.pem')],
      [...trust, '--at', AT, '--intermediates', at('missing.pem'), at('leaf.pem')],
      [...trust, '--at', AT, '--crl', at('missing.crl'), at('leaf.pem')],
      ['--trust', at('missing.pem'), '--at', AT, at('leaf.pem')],
      ['--trust', at('broken.pem'), '--at', AT, at('leaf.pem')],
      ['--trust', at('words.pem'), '--at', AT, at('leaf.pem')],
    ].map(async (words) => (await run(words)).code),
  );
  expect(codes).toEqual(codes.map(() => 2));
});

it('answers with one line for each leaf, whatever cannot be read', async () => {
  const leaves = [at('missing.pem'), at('chain.pem'), at('broken.pem')];
  const reasonsOf = async (words: string[], code: number): Promise<string[]> => {
    const { out, ...rest } = await run(['--json', '--at', AT, ...words, ...leaves]);
    expect(rest.code).toBe(code);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ path }) => path)).toEqual(leaves);
    return lines.map(({ valid, reason }) => (valid ? 'valid' : reason));
  };
  const trust = ['--trust', at('root.pem')];
  const everywhere = (reason: string): string[] => leaves.map(() => reason);
  expect(await reasonsOf(trust, 2)).toEqual(['unreadable', 'valid', 'malformed']);
  expect(await reasonsOf(['--trust', at('broken.pem')], 2)).toEqual(everywhere('bad-trust'));
  expect(await reasonsOf(['--trust', at('missing.pem')], 2)).toEqual(everywhere('bad-trust'));
  expect(await reasonsOf([...trust, '--intermediates', at('missing.pem')], 2)).toEqual(everywhere('unreadable'));
  expect(await reasonsOf([...trust, '--crl', at('missing.crl')], 2)).toEqual(everywhere('unreadable'));
});

it('goes on with the next leaf for people too, and says what it could not read', async () => {
  const { code, out, err } = await run(['--at', AT, '--trust', at('root.pem'), at('missing.pem'), at('chain.pem')], 'en');
  expect({ code, first: out.split('\n')[0] }).toEqual({ code: 2, first: `${at('chain.pem')}: path found` });
  expect(err).toContain(at('missing.pem'));
});

it('says when a file holds more certificates than it looks into', async () => {
  const [broken, middle] = await Promise.all(['broken.pem', 'middle.pem'].map((name) => readFile(at(name), 'utf8')));
  const good = middle?.slice(middle.lastIndexOf('-----BEGIN'));
  const crowd = async (count: number): Promise<unknown> => {
    await writeFile(at('crowd.pem'), `${broken?.repeat(count)}${good}`);
    return (await judge(['--intermediates', at('crowd.pem'), at('leaf.pem')])).reason;
  };
  expect(await crowd(LIMITS.pathCertificates - 1)).toBeNull();
  expect(await crowd(LIMITS.pathCertificates)).toBe('limit-reached');
  await writeFile(at('crowd.pem'), `${good}${broken?.repeat(LIMITS.pathCertificates)}`);
  expect(await judge(['--intermediates', at('crowd.pem'), at('leaf.pem')])).toMatchObject({ valid: true });
});

it('speaks to people too, in both languages', async () => {
  const words = ['--at', AT, '--trust', at('root.pem')];
  expect(await run([...words, at('chain.pem')])).toEqual({
    code: 0,
    out: `${at('chain.pem')}: percorso trovato\n    CN=Leaf\n    CN=Middle\n    CN=Root\n`,
    err: '',
  });
  const { out } = await run([...words, at('leaf.pem')], 'en_GB.UTF-8');
  expect(out).toBe(`${at('leaf.pem')}: no path\n    The certificate of an issuer is missing.\n`);
});

it('has words for every reason', async () => {
  const { PATH_PROBLEMS } = await import('../../lib/verify/path/path-problem');
  const { createCliWording } = await import('../../lib/cli/cli-wording');
  const reasons = [...PATH_PROBLEMS, 'malformed', 'revoked', 'revocation-unknown'];
  for (const lang of ['it', 'en']) {
    const texts = reasons.map((reason) => createCliWording(lang).text(`cli_path_${reason.replaceAll('-', '_')}`));
    expect(texts.filter((text) => text === '' || text.startsWith('cli_path'))).toEqual([]);
  }
});
