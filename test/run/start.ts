// npm start: builds, starts webmail, mail server and PEC service, and opens a browser on them; without a display it walks the tour.
// `npm start -- sogo`, `-- horde` and `-- snappymail` open that webmail instead.
import { rmSync } from 'node:fs';
import type { BrowserDriver, BrowserName } from '../e2e/driver';
import { addAuthority, openLedger, readRows } from '../e2e/extension-steps';
import { BROWSERS, buildFolder, launchBrowser } from '../e2e/launch-browser';
import { openMailbox } from '../e2e/roundcube-page';
import { startStage } from '../e2e/stage';
import { installSystemPackages, type SystemPrograms } from '../lab/system-packages';
import { OTHER_WEBMAILS } from './open-webmail';
import { runTour, TOUR_FOLDER } from './run-tour';
import { showSamples } from './show-samples';
import { print, runProgram } from './steps';

const hasDisplay = (): boolean =>
  process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

type Choice = { name: BrowserName; program: string };

const chooseBrowser = (programs: SystemPrograms): Choice | undefined => {
  for (const name of BROWSERS) {
    const program = programs[name];
    if (program !== null) return { name, program };
  }
  return undefined;
};

const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

const untilOver = async (driver: BrowserDriver): Promise<void> => {
  print('Close the browser or press Ctrl-C to end.');
  await Promise.race([driver.closed, untilInterrupted()]);
  await driver.close();
};

/** A window for a person: signed in, the test authority added, the site still to be switched on in the popup. */
const openForPerson = async ({ name, program }: Choice): Promise<void> => {
  const stage = await startStage({ skins: ['elastic', 'larry', 'classic'] });
  try {
    const { lab, provider, user } = stage;
    print(`\nWebmail   ${Object.values(lab.urls).join('   ')}\nUser      ${user}\nPassword  ${lab.password}`);
    print('Other mailboxes have the same password: protocollo@pec.beta.example, studio.marini@pec.alfa.example, cliente@posta.example');
    const driver = await launchBrowser(name, program, { headless: false });
    await (await addAuthority(driver, provider.rootPem)).close();
    await openMailbox(driver, lab.roundcubeUrl, { user, password: lab.password });
    await untilOver(driver);
  } finally {
    await stage.stop();
  }
};

/** Without the distribution's webmail: the ledger page alone, on the sample messages. */
const openLedgerOnly = async ({ name, program }: Choice): Promise<void> => {
  print('Roundcube and Dovecot are not on this machine: the ledger page opens on the sample messages instead.');
  const driver = await launchBrowser(name, program, { headless: !hasDisplay() });
  await showSamples(driver, await openLedger(driver));
  for (const { state, subject, recipients } of await readRows(await openLedger(driver))) print(`  ${state}  ${subject}  (${recipients})`);
  if (hasDisplay()) await untilOver(driver);
  else await driver.close();
};

const openOther = async (name: string, { name: browser, program }: Choice, programs: SystemPrograms): Promise<number> => {
  const offer = Object.hasOwn(OTHER_WEBMAILS, name) ? OTHER_WEBMAILS[name] : undefined;
  if (offer === undefined || !offer.isThere(programs)) {
    print(
      offer === undefined ? `No webmail ${name}: ${Object.keys(OTHER_WEBMAILS).join(', ')}` : `${name} cannot be started on this machine.`,
    );
    return 1;
  }
  const isHeadless = !hasDisplay();
  await offer.open({ launch: () => launchBrowser(browser, program, { headless: isHeadless }), isHeadless, untilOver });
  return 0;
};

const start = async (): Promise<number> => {
  const programs = installSystemPackages(print);
  if (!runProgram('npm', ['run', '--silent', 'build'])) return 1;
  const choice = chooseBrowser(programs);
  if (!choice) {
    print(`No browser on this machine. The built extensions are in ${BROWSERS.map(buildFolder).join(' and ')}`);
    return 1;
  }
  const [other] = process.argv.slice(2);
  if (other !== undefined) return openOther(other, choice, programs);
  if (!programs.webmail) await openLedgerOnly(choice);
  else if (hasDisplay()) await openForPerson(choice);
  else {
    rmSync(TOUR_FOLDER, { recursive: true, force: true });
    await runTour(choice.name, choice.program);
    print(`No display here, so this was the tour. Pictures and bundle: ${TOUR_FOLDER}`);
  }
  return 0;
};

start().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(error instanceof Error ? `${error.stack}\n${error.cause ?? ''}` : String(error));
    process.exit(1);
  },
);
