// npm run bench: builds, measures the judge in Node, Chromium and Firefox, and prints the table.
import { runBench } from '../bench/bench';
import { toBenchTable } from '../bench/bench-table';
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
print(`\n${toBenchTable(await runBench(found, print))}`);
