// What Ceralacca costs the main thread of a real Roundcube's page: a list of a hundred rows, its marks and verdicts, and one opened message.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { BrowserName } from '../../e2e/driver';
import { launchBrowser } from '../../e2e/launch-browser';
import { openMailRoom, showRows } from '../../e2e/mail-room';
import { openInPreview, openMailbox } from '../../e2e/roundcube-page';
import type { PageFigures } from './page-script';

const ROWS = 100;

/** As the extension's own build reads them. */
const INLINE_STYLE: Plugin = {
  name: 'inline-style',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('?inline', '')),
      namespace: 'style',
    }));
    onLoad({ filter: /.*/, namespace: 'style' }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'text' }));
  },
};

const bundle = async (): Promise<string> => {
  const entry = fileURLToPath(new URL('page-script.ts', import.meta.url));
  const { outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, write: false, format: 'iife', target: 'es2023' },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', plugins: [INLINE_STYLE] },
  });
  return outputFiles[0]?.text ?? '';
};

const measure = async (name: BrowserName, program: string, script: string): Promise<PageFigures> => {
  const room = await openMailRoom();
  const driver = await launchBrowser(name, program, { extension: null });
  try {
    const receipt = await room.sign({ kind: 'accettazione', subject: 'pratica' });
    for (let count = 0; count < ROWS; count += 1) await room.put(receipt);
    const page = await openMailbox(driver, room.lab.roundcubeUrl, { user: room.user, password: room.lab.password });
    await showRows(room, page, ROWS);
    await openInPreview(page, 'pratica');
    return await page.evaluate((_root, source: string) => {
      // biome-ignore lint/security/noGlobalEval: our own code, in a page of the lab
      // biome-ignore lint/complexity/noCommaOperator: so it runs in the page, and not in this function
      (0, eval)(source);
      return (globalThis as unknown as { measurePage(): Promise<PageFigures> }).measurePage();
    }, script);
  } finally {
    await driver.close();
    await room.lab.stop();
  }
};

export const benchPages = async (found: readonly [BrowserName, string][], print: (line: string) => void): Promise<string> => {
  const script = await bundle();
  const figures: PageFigures[] = [];
  for (const [name, program] of found) {
    print(`measuring pages in ${name}`);
    figures.push(await measure(name, program, script));
  }
  const row = (title: string, asked: string, value: (one: PageFigures) => number): string =>
    `| ${[title, ...figures.map((one) => `${value(one).toFixed(2)} ms`), asked].join(' | ')} |`;
  const inSight = figures.map((one) => one.inSight.toFixed(0)).join(' and ');
  return [
    `| main thread, a hundred rows, mean of the middle half | ${found.map(([name]) => name).join(' | ')} | asked |`,
    `|---|${found.map(() => '---|').join('')}---|`,
    row('a new list: its rows read', '< 5 ms with the next', ({ newMs }) => newMs),
    row(`its verdicts come: the marks in and near the window drawn (${inSight})`, '< 5 ms with the last', ({ drawnMs }) => drawnMs),
    row('all other marks, in two idle moments', '', ({ restMs }) => restMs),
    row('a further look, nothing new', '', ({ againMs }) => againMs),
    row('a hundred empty boxes in the places of the marks, for comparison', '', ({ boxesMs }) => boxesMs),
    row('one opened message: read, card drawn and laid out', '< 10 ms', ({ messageMs }) => messageMs),
  ].join('\n');
};
