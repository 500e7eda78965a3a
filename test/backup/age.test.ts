// A sealed copy is opened without us, by the commands of its own LEGGIMI.txt: the programs tar, age and sha256sum.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toBackupReadme } from '../../lib/backup/readme';
import { WORDING } from '../components/draw';
import { findSystemPrograms } from '../lab/system-packages';
import { makeBackup, openFilled, PASSPHRASE } from './make-backup';

const { age, missingPackages } = findSystemPrograms();
if (!age) console.warn(`skipped, no age here: ${missingPackages.join(' ')}`);

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-age-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `age` asks a terminal, never a pipe: `script` gives it one. */
const runAsked = (command: string, answer: string): Promise<string> => {
  const child: ChildProcess = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder });
  let told = '';
  let isAnswered = false;
  child.stdout?.on('data', (data: Buffer) => {
    told += data.toString();
    if (!isAnswered && /passphrase/i.test(told)) child.stdin?.write(`${answer}\n`);
    isAnswered ||= /passphrase/i.test(told);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(told) : reject(new Error(told))));
  });
};

/** Its lines for the shell, in order. */
const commandsOf = (readme: string): string[] => readme.split('\n').flatMap((line) => (line.startsWith('    age ') ? [line.trim()] : []));

const unpack = async (): Promise<string[]> => {
  const { bytes } = await makeBackup(await openFilled(), { passphrase: PASSPHRASE, readme: toBackupReadme(WORDING.it, true) });
  writeFileSync(join(folder, 'copia.tar'), bytes);
  execFileSync('tar', ['-xf', 'copia.tar'], { cwd: folder });
  return commandsOf(readFileSync(join(folder, 'LEGGIMI.txt'), 'utf8'));
};

it.skipIf(!age)(
  'gives back each message as its name says, to whoever knows the passphrase',
  async () => {
    const [forKey = '', forMessage = ''] = await unpack();
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder });
    await expect(runAsked(forKey.replace('key.txt', 'wrong.txt'), 'un’altra frase')).rejects.toThrow(/passphrase/);
    await runAsked(forKey, PASSPHRASE);
    expect(readFileSync(join(folder, 'key.txt'), 'utf8')).toMatch(/^AGE-SECRET-KEY-1/);
    const sealed = readdirSync(join(folder, 'evidence')).sort();
    expect(sealed).toHaveLength(6);
    for (const name of sealed) {
      expect(forMessage).toContain('evidence/….eml.age');
      execFileSync('sh', ['-c', forMessage.replace('evidence/….eml.age', `evidence/${name}`)], { cwd: folder });
      const sha256 = createHash('sha256')
        .update(readFileSync(join(folder, 'message.eml')))
        .digest('hex');
      expect(name).toBe(`${sha256}.eml.age`);
    }
  },
  120_000,
);
