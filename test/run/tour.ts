// npm run tour [-- chromium|firefox]: builds, then walks the tour without a display; leaves pictures and a bundle in .output/tour.
import { rmSync } from 'node:fs';
import { BROWSERS } from '../e2e/launch-browser';
import { installSystemPackages } from '../lab/system-packages';
import { runTour, TOUR_FOLDER } from './run-tour';
import { print, runProgram } from './steps';

const programs = installSystemPackages(print);
const wanted = process.argv.slice(2);

const walk = async (): Promise<boolean> => {
  if (!runProgram('npm', ['run', '--silent', 'build'])) return false;
  rmSync(TOUR_FOLDER, { recursive: true, force: true });
  const names = BROWSERS.filter((name) => wanted.length === 0 || wanted.includes(name));
  for (const name of names) {
    const program = programs[name];
    if (program === null || !programs.webmail) print(`NOT RUN: the tour in ${name}`);
    else await runTour(name, program);
  }
  print(`Pictures and bundle: ${TOUR_FOLDER}`);
  return true;
};

walk().then(
  (isDone) => process.exit(isDone ? 0 : 1),
  (error: unknown) => {
    print(error instanceof Error ? `${error.stack}\n${error.cause ?? ''}` : String(error));
    process.exit(1);
  },
);
