// npm run bench: builds, measures the judge in Node, Chromium and Firefox and the ledger in the browsers, and prints the tables.
// `npm run bench -- judge` or `-- ledger` measures one of them.
import { runBench } from '../bench/bench';
import { toBenchTable } from '../bench/bench-table';
import { benchLedger } from '../bench/ledger/bench-ledger';
import type { BrowserName } from '../e2e/driver';
import { installSystemPackages } from '../lab/system-packages';
import { countProgram, print } from './steps';

const programs = installSystemPackages(print);
const found: [BrowserName, string][] = [];
for (const name of ['chromium', 'firefox'] as const) {
  if (programs[name] === null) print(`NOT MEASURED: ${name}, which is not on this machine`);
  else found.push([name, programs[name]]);
}
// The drivers start a browser with the extension in it, as the user has it.
if (countProgram('build', 'npm', 'run', '--silent', 'build').failed > 0) process.exit(1);
const [only] = process.argv.slice(2);
if (only !== 'ledger') print(`\n${toBenchTable(await runBench(found, print))}`);
if (only !== 'judge') print(`\n${await benchLedger(found, print)}`);
