// npm run bench: builds, measures the judge in Node, Chromium and Firefox, the ledger, an import and an export in the browsers, and prints the tables.
// `npm run bench -- judge`, `-- ledger`, `-- import`, `-- pages` or `-- export` measures one of them, `-- import firefox` in that browser.
import { runBench } from '../bench/bench';
import { toBenchTable } from '../bench/bench-table';
import { benchExport } from '../bench/export/bench-export';
import { benchLedger } from '../bench/ledger/bench-ledger';
import { benchImport } from '../bench/ledger/measure-import';
import { benchPages } from '../bench/pages/bench-pages';
import type { BrowserName } from '../e2e/driver';
import { installSystemPackages } from '../lab/system-packages';
import { countProgram, print } from './steps';

const programs = installSystemPackages(print);
const found: [BrowserName, string][] = [];
const [only, browser] = process.argv.slice(2);
for (const name of ['chromium', 'firefox'] as const) {
  if (browser !== undefined && browser !== name) continue;
  if (programs[name] === null) print(`NOT MEASURED: ${name}, which is not on this machine`);
  else found.push([name, programs[name]]);
}
// The drivers start a browser with the extension in it, as the user has it.
if (countProgram('build', 'npm', 'run', '--silent', 'build').failed > 0) process.exit(1);
const isWanted = (part: string): boolean => only === undefined || only === part;
if (isWanted('judge')) print(`\n${toBenchTable(await runBench(found, print))}`);
if (isWanted('ledger')) print(`\n${await benchLedger(found, print)}`);
if (isWanted('import')) print(`\n${await benchImport(found, print)}`);
if (isWanted('pages')) print(`\n${await benchPages(found, print)}`);
if (isWanted('export')) print(`\n${await benchExport(found, print)}`);
