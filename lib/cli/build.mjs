// Builds the command line into one file that Node runs by itself, and the page for its bundles beside it; another place than .output can be named.
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCheckPage } from '../verifica/build.mjs';

const toPath = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = process.argv[2] ?? toPath('../../.output/cli/ceralacca.mjs');

await build({
  entryPoints: [toPath('ceralacca.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  banner: { js: '#!/usr/bin/env node' },
  legalComments: 'eof',
  logLevel: 'warning',
});
await chmod(outfile, 0o755);
// Read from there when a bundle is made.
await buildCheckPage({ outfile: join(dirname(outfile), 'verifica.html') });
