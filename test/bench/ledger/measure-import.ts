// Ten thousand distinct receipts in one archive, dropped on the ledger page as it is built: verified, recorded and told, a second.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../e2e/driver';
import { addAuthority, addFiles, openLedger } from '../../e2e/extension-steps';
import { launchBrowser } from '../../e2e/launch-browser';
import { waitForOutcomes } from '../../e2e/ledger-steps';
import { createReceipts, toArchive } from '../../e2e/many-receipts';
import { createAuthority } from '../../pki/authority';

const COUNT = 10_000;
const PATIENCE_MS = 10 * 60_000;

type Given = { pem: string; path: string };

const importOnce = async (name: BrowserName, program: string, { pem, path }: Given): Promise<number> => {
  const driver = await launchBrowser(name, program);
  try {
    await (await addAuthority(driver, pem)).close();
    const ledger = await openLedger(driver);
    const started = performance.now();
    await addFiles(ledger, [path]);
    await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati: ${COUNT} autentici\\.$`), PATIENCE_MS);
    return (COUNT * 1000) / (performance.now() - started);
  } finally {
    await driver.close();
  }
};

export const benchImport = async (programs: readonly [BrowserName, string][], print: (line: string) => void): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-import-'));
  try {
    const authority = await createAuthority();
    const path = join(folder, 'ricevute.zip');
    writeFileSync(path, toArchive(await createReceipts(authority, COUNT), COUNT));
    const rows: string[] = [];
    for (const [name, program] of programs) {
      print(`${name}: an import of ${COUNT}`);
      const perSecond = await importOnce(name, program, { pem: authority.root.certificate.pem, path });
      rows.push(`| ${name} | ${perSecond.toFixed(0)} | ≥ 500 |`);
    }
    return [
      `Import of ${COUNT} receipts, a second, verification included:`,
      '',
      '| browser | a second | asked |',
      '|---|---|---|',
      ...rows,
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
