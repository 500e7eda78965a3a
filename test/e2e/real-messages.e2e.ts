// Real messages in a real Roundcube, on the built-in trust alone; they are other people's and lie beside the project, or this says that it was skipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../lab/lab';
import type { BrowserDriver, Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { readVerdict, switchSiteOn } from './extension-steps';
import { openUid, readDetails, waitForRowMark } from './message-views';
import { openMailbox } from './roundcube-page';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const isThere = existsSync(corpus);
if (!isThere) console.log('Real messages in Roundcube: skipped, no corpus beside this checkout.');
if (!hasWebmail) console.log('Real messages in Roundcube: skipped, no Roundcube or Dovecot on this machine.');

const USER = 'archivio@pec.alfa.example';
const filesOf = (folder: string): string[] => (isThere ? readdirSync(`${corpus}${folder}`).map((name) => `${folder}/${name}`) : []);
const [real, altered, unsigned] = [filesOf('real'), filesOf('altered'), filesOf('unsigned')];

describe.runIf(isThere && hasWebmail)('real messages', () => {
  inEachBrowser('in Roundcube', (launch) => {
    const uids = new Map<string, number>();
    let driver: BrowserDriver;
    let lab: Lab;
    let page: Page;
    const uidOf = (path: string): number => uids.get(path) ?? 0;

    beforeAll(async () => {
      lab = await startLab();
      for (const path of [...real, ...altered, ...unsigned])
        uids.set(path, await lab.append(USER, 'INBOX', new Uint8Array(readFileSync(`${corpus}${path}`))));
      driver = await launch();
      page = await openMailbox(driver, lab.roundcubeUrl, { user: USER, password: lab.password });
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      await driver?.close();
      await lab?.stop();
    });

    test.each(real)('%s is authentic', async (path) => {
      const message = await openUid(page, uidOf(path));
      expect(await readVerdict(message)).toMatch(/^Ricevuta di (accettazione|avvenuta consegna): autentica$/);
      expect(await readDetails(message)).toContain('Aruba PEC');
      expect(await waitForRowMark(page, uidOf(path), 'verified')).toBe('verified');
    });

    test.each(altered)('%s was altered after signing', async (path) => {
      const message = await openUid(page, uidOf(path));
      expect(await readVerdict(message)).toMatch(/: alterat[ao] dopo la firma$/);
      expect(await readDetails(message)).toContain('signature-integrity.digest-mismatch');
      expect(await waitForRowMark(page, uidOf(path), 'failed')).toBe('failed');
    });

    test.each(unsigned)('%s is called a fake', async (path) => {
      const message = await openUid(page, uidOf(path));
      expect(await readVerdict(message)).toMatch(
        /^(Non è una PEC: nessun gestore l'ha firmata|Falsa o incompleta: manca la firma del gestore)$/,
      );
      expect(await readDetails(message)).toMatch(/message-structure\.(unsigned-claim|signature-removed)/);
      expect(await waitForRowMark(page, uidOf(path), 'failed')).toBe('failed');
    });
  });
});
