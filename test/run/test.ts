// npm test: types, lint, build, unit tests, then the built extension in real browsers; the last line counts everything.

import { findSnappymail } from '../lab/snappymail';
import { installSystemPackages, type SystemPrograms } from '../lab/system-packages';
import { addCounts, type Counts, countProgram, countVitest, print } from './steps';

const BROWSERS = ['chromium', 'firefox'] as const;
const NO_SNAPPYMAIL =
  'NOT RUN: end-to-end tests in SnappyMail, whose built sources SNAPPYMAIL_DIR names, on a machine with PHP and Dovecot';

/** What cannot be run is said, and counts neither as passed nor as skipped: it was not part of this run. */
const listBrowsers = (programs: SystemPrograms): string[] =>
  BROWSERS.filter((name) => {
    if (programs[name] === null) print(`NOT RUN: end-to-end tests in ${name}, which is not on this machine`);
    return programs[name] !== null;
  });

const countEndToEnd = (programs: SystemPrograms): Counts[] => {
  const browsers = listBrowsers(programs);
  if (!programs.screen)
    print('NOT RUN: the context menu of Chromium, which the system draws, without a screen to draw it on (Xvfb, xdotool)');
  if (!programs.paper) print('NOT RUN: what stands on each printed page of a report, without programs that read it (pdftotext, pdfinfo)');
  if (!programs.webmail) print('NOT RUN: end-to-end tests in Roundcube, which is not on this machine');
  if (!programs.sogo) print('NOT RUN: end-to-end tests in SOGo, which is not on this machine or may not be started by this user');
  if (!programs.webmail || findSnappymail() === null) print(NO_SNAPPYMAIL);
  if (!programs.horde) print('NOT RUN: end-to-end tests in Horde, which is not on this machine');
  if (browsers.length === 0) return [];
  const env = { E2E_BROWSERS: browsers.join(','), E2E_WEBMAIL: String(programs.webmail) };
  return [countVitest('end to end', 'test/e2e/vitest.config.ts', env)];
};

const runAll = (): Counts => {
  const programs = installSystemPackages(print);
  const fast = [countProgram('types', 'npx', 'tsc', '--noEmit', '-p', '.'), countProgram('lint', 'npx', 'biome', 'check', '.')];
  const build = countProgram('build', 'npm', 'run', '--silent', 'build');
  const unit = countVitest('unit', 'test/vitest.config.ts');
  if (build.failed > 0) print('NOT RUN: end-to-end tests, because the build failed');
  return addCounts([...fast, build, unit, ...(build.failed > 0 ? [] : countEndToEnd(programs))]);
};

const { passed, failed, skipped } = runAll();
process.exitCode = failed === 0 ? 0 : 1;
print(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
