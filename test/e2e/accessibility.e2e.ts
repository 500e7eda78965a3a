// Every view, light and dark, in both languages (Firefox: in Italian): axe finds nothing serious, the keyboard reaches every action, and a picture is kept to be looked at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserDriver, Page, Scope } from './driver';
import { createSamples, toOddFiles } from './dropped-files';
import { hasWebmail, inEachBrowser } from './each-browser';
import { addAuthority, cardOf, openLedger, readVerdict, switchSiteOn } from './extension-steps';
import { findFaults, findFaultsInShadow } from './find-faults';
import { listActions, type Stop, walkByTab } from './keyboard';
import { dropFiles, waitForOutcomes } from './ledger-steps';
import { openInFull, openMailbox, openRowInPreview, rowOf } from './roundcube-page';
import { type Stage, startStage } from './stage';

const FOLDER = fileURLToPath(new URL('../../.output/screenshots', import.meta.url));
const LOCALES = ['it', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;
const POPUP_SIZE = [400, 600] as const;
/** Colours fade over when the scheme changes; the longest fade of the views is 150 ms. */
const FADE_MS = 250;

/** Samples by their number in the mailbox. */
const UIDS = { delivery: 2, failure: 5, fake: 8 } as const;

/** What is looked at: a page, and on it perhaps a card in a closed shadow root. */
type View = { page: Page; card?: Scope };
type Show = () => Promise<View>;

const unfold = (scope: Scope): Promise<void> =>
  scope.evaluate((root) => {
    for (const details of root.querySelectorAll('details')) details.open = true;
  });

const expectReached = (stops: readonly Stop[], actions: readonly string[]): void => {
  expect(actions.length).toBeGreaterThan(1);
  expect([...new Set(stops.map(({ name }) => name))].sort()).toEqual(expect.arrayContaining([...new Set(actions)].sort()));
  expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
};

inEachBrowser('the views', (launch, browser) => {
  let driver: BrowserDriver;
  let options: Page;
  mkdirSync(FOLDER, { recursive: true });

  const choose = async (locale: (typeof LOCALES)[number]): Promise<void> => {
    await options.click(`input[name="language"][value="${locale}"]`);
    await options.waitFor(`.page[lang="${locale}"]`);
  };
  /** Shows the view in every dress and gives what axe found in each. */
  const inspect = async (name: string, show: Show): Promise<string[]> => {
    const faults: string[] = [];
    // Words are as long in one browser as in the other.
    for (const locale of browser === 'firefox' ? LOCALES.slice(0, 1) : LOCALES) {
      await choose(locale);
      const { page, card } = await show();
      for (const scheme of SCHEMES) {
        await driver.setColorScheme(scheme);
        await page.bringToFront();
        await new Promise((resolve) => setTimeout(resolve, FADE_MS));
        const dress = `${name}-${locale}-${scheme}`;
        await page.screenshot(join(FOLDER, `${browser}-${dress}.png`));
        // Between light and dark nothing but colours changes.
        const rules = scheme === 'dark' ? ['color-contrast'] : [];
        const found = card ? await findFaultsInShadow(page, card, rules) : await findFaults(page, rules);
        faults.push(...found.map((fault) => `${dress}: ${fault}`));
      }
    }
    await driver.setColorScheme('light');
    return faults;
  };

  beforeAll(async () => {
    driver = await launch();
    options = await driver.openPage(driver.extensionUrl('options.html'));
  });
  afterAll(() => driver?.close());

  test('axe finds a fault where there is one', async () => {
    const page = await driver.openPage(driver.extensionUrl('ledger.html'));
    await page.waitFor('.empty');
    await page.evaluate((root) => void (root.querySelector('.empty') as HTMLElement).append((root as Document).createElement('button')));
    expect((await findFaults(page)).join()).toContain('button-name');
    await page.close();
  });

  describe('the ledger page', () => {
    let ledger: Page;
    beforeAll(async () => {
      ledger = await openLedger(driver);
    });
    afterAll(() => ledger?.close());
    const goTo = async (path: string, ready: string): Promise<void> => {
      await ledger.goto('about:blank');
      await ledger.goto(driver.extensionUrl(path));
      await ledger.waitFor(ready);
    };

    test('empty', async () => {
      const show: Show = async () => {
        await goTo('ledger.html', '.empty');
        return { page: ledger };
      };
      expect(await inspect('ledger-empty', show)).toEqual([]);
    });

    test('with a message open and every disclosure unfolded', async () => {
      const show: Show = async () => {
        await goTo('ledger.html?examples', 'tbody tr:nth-child(5)');
        await ledger.click('tbody tr:last-child .subject');
        await ledger.waitFor('.side details');
        await unfold(ledger);
        return { page: ledger };
      };
      expect(await inspect('ledger-message', show)).toEqual([]);
    });

    test('with examples and the list of keys', async () => {
      const show: Show = async () => {
        await goTo('ledger.html?examples', 'tbody tr:nth-child(5)');
        await ledger.press('?');
        await ledger.waitFor('.key-help');
        return { page: ledger };
      };
      expect(await inspect('ledger-examples', show)).toEqual([]);
    });

    test('narrow, as at 200 %', async () => {
      const show: Show = async () => {
        await ledger.resize(640, 700);
        await goTo('ledger.html?examples', 'tbody tr:nth-child(5)');
        await ledger.click('tbody tr:last-child .subject');
        await ledger.waitFor('.side details');
        const overflow = await ledger.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        return { page: ledger };
      };
      expect(await inspect('ledger-narrow', show)).toEqual([]);
      await ledger.resize(1280, 800);
    });
  });

  describe.skipIf(!hasWebmail)('with Roundcube', () => {
    let stage: Stage;
    let mail: Page;
    beforeAll(async () => {
      stage = await startStage();
      await (await addAuthority(driver, stage.provider.rootPem)).close();
      mail = await openMailbox(driver, stage.lab.roundcubeUrl, { user: stage.user, password: stage.lab.password });
    });
    afterAll(() => stage?.stop());

    const showPopup = async (popup: Page, ready: string): Promise<View> => {
      await popup.resize(...POPUP_SIZE);
      await popup.waitFor(ready);
      return { page: popup };
    };
    const inspectPopup = async (name: string, ready: string): Promise<string[]> => {
      const popup = await driver.popupFor(mail);
      const faults = await inspect(name, async () => {
        await popup.reload();
        return showPopup(popup, ready);
      });
      await popup.close();
      return faults;
    };

    test('the popup of a site that is off', async () => {
      expect(await inspectPopup('popup-off', '.popup .btn.main.wide')).toEqual([]);
    });

    test.each(Object.entries(UIDS))('the card: %s', async (name, uid) => {
      if (uid === UIDS.delivery) await (await switchSiteOn(driver, mail)).close();
      const show: Show = async () => {
        await mail.bringToFront();
        await mail.reload();
        await mail.waitFor('#messagelist');
        const message = await openRowInPreview(mail, rowOf(uid));
        await readVerdict(message);
        await cardOf(message).click('.corner .link[aria-expanded="false"]');
        await unfold(cardOf(message));
        return { page: mail, card: cardOf(message) };
      };
      expect(await inspect(`card-${name}`, show)).toEqual([]);
    });

    test('the keyboard reaches every action of the card', async () => {
      await openInFull(mail, stage.lab.roundcubeUrl, UIDS.delivery);
      await readVerdict(mail);
      const card = cardOf(mail);
      // A click on plain text is where Tab starts from; the card stands above the header.
      await mail.click('#message-header .subject, #messageheader .subject');
      const actions = await listActions(card);
      expectReached(await walkByTab(mail, card, actions.length + 6, 'Shift+Tab'), actions);
    });

    test('the popup with a message and what needs attention', async () => {
      expect(await inspectPopup('popup', '.popup .verdict')).toEqual([]);
    });

    test('the keyboard reaches every action of the popup', async () => {
      const popup = await driver.popupFor(mail);
      await showPopup(popup, '.popup .verdict');
      const actions = await listActions(popup);
      expectReached(await walkByTab(popup, popup, actions.length + 6), actions);
      await popup.close();
    });

    test('the ledger page with what became of files', async () => {
      const ledger = await openLedger(driver);
      const files = toOddFiles(await createSamples(stage.provider.authority));
      const show: Show = async () => {
        await ledger.reload();
        await ledger.waitFor('tbody tr');
        await dropFiles(ledger, files);
        await waitForOutcomes(ledger, /^9 /);
        return { page: ledger };
      };
      expect(await inspect('ledger-outcomes', show)).toEqual([]);
      await ledger.close();
    });

    test('options with a site and an added authority', async () => {
      const show: Show = async () => {
        await options.evaluate(() => scrollTo(0, 0));
        return { page: options };
      };
      expect(await inspect('options', show)).toEqual([]);
      const actions = await listActions(options);
      expectReached(await walkByTab(options, options, actions.length + 6), actions);
    });
  });
});
