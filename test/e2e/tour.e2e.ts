// The tour as a test: every verdict and every state that it tells, and a bundle at the end. In one browser: what it walks through is tested in each.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserDriver } from './driver';
import { hasWebmail, inFirstBrowser } from './each-browser';
import { type Stage, startStage } from './stage';
import { walkTour } from './tour';

const VERDICTS = [
  /^ACCETTAZIONE: Notificazione.*Ricevuta di accettazione: autentica/,
  /^CONSEGNA: Notificazione.*Ricevuta di avvenuta consegna: autentica/,
  /^AVVISO DI MANCATA CONSEGNA: Sollecito.*Avviso di mancata consegna: autentico/,
  /^POSTA CERTIFICATA: Convocazione.*Busta di trasporto: autentica/,
  /^POSTA CERTIFICATA: Cartella.*Non è una PEC/,
];
const STATES = [
  /^completo {2}Diffida ad adempiere {2}\(3: 2 consegnati, 1 ordinario\)/,
  /^completo {2}Notificazione/,
  /^non consegnato {2}Sollecito/,
  /^ricevuto {2}Convocazione/,
  /^falsa PEC /,
];

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inFirstBrowser('the tour', (launch) => {
    const folder = mkdtempSync(join(tmpdir(), 'ceralacca-tour-'));
    const lines: string[] = [];
    let driver: BrowserDriver | undefined;
    let stage: Stage | undefined;

    beforeAll(async () => {
      stage = await startStage();
      driver = await launch();
      await walkTour({ driver, stage, folder, say: (line) => lines.push(line) });
    });
    afterAll(async () => {
      await driver?.close();
      await stage?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test.each(VERDICTS)('says the verdict %s', (line) => {
      expect(lines).toContainEqual(expect.stringMatching(line));
    });
    test.each(STATES)('tells the state %s', (line) => {
      expect(lines).toContainEqual(expect.stringMatching(line));
    });
    test('leaves one bundle', () => {
      expect(readdirSync(folder).filter((name) => /\.(zip|asice)$/.test(name))).toHaveLength(1);
    });
  });
});
