// Hands the sample messages to an open ledger page, as files a person would choose, with their authority trusted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserDriver, Page } from '../e2e/driver';
import { addAuthority, addFiles } from '../e2e/extension-steps';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';

export const showSamples = async (driver: BrowserDriver, ledger: Page): Promise<void> => {
  const authority = await createAuthority();
  await (await addAuthority(driver, authority.root.certificate.pem)).close();
  const samples = await createSampleSet({ authority, now: new Date() });
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-samples-'));
  try {
    const paths = samples.map(({ name, bytes }) => {
      const path = join(folder, `${name}.eml`);
      writeFileSync(path, bytes);
      return path;
    });
    await addFiles(ledger, paths);
    await ledger.waitUntil((root) => root.querySelectorAll('table.ledger tbody tr').length >= 5, {});
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
