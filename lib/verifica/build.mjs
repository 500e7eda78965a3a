// Builds the page that checks bundles into one file that needs no other: script, style and words inside, and nothing of the machine.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { selectTexts } from './select-texts.mjs';

const toPath = (name) => fileURLToPath(new URL(name, import.meta.url));
const LANGUAGES = ['it', 'en'];

const bundle = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [toPath(entry)],
    // Names of files end up in the output where they are told from the working directory.
    absWorkingDir: toPath('../..'),
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    target: 'es2023',
    format: 'esm',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
};

const readMessages = async (language) => JSON.parse(await readFile(toPath(`../../public/_locales/${language}/messages.json`), 'utf8'));

const createScript = async () => {
  const code = await bundle('main.tsx');
  const texts = {};
  for (const language of LANGUAGES) texts[language] = selectTexts(code, await readMessages(language));
  const data = JSON.stringify(texts).replaceAll('<', '\\u003c');
  const script = `const CERALACCA_TEXTS=${data};\n${code}`;
  // What would end the element or begin a comment in it, and what a browser reads otherwise than it is written.
  if (/<\/script|<script|<!--|[\0\r]/i.test(script)) throw new Error('the script would not be read as it is written');
  return script;
};

const createStyle = async () => {
  const style = await bundle('page.css');
  if (/<\/style|@import|url\(/i.test(style)) throw new Error('the style would reach out of its own element');
  return style;
};

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page itself is hostile ground for whatever slips into it: no code, style, image, frame, form or address but its own. */
const toPolicy = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "connect-src 'none'",
    "img-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** The same octets on every machine, from the same sources.
 * @param {{ outfile?: string }} [options] where to write it as well
 * @returns {Promise<string>} */
export const buildCheckPage = async ({ outfile } = {}) => {
  const [script, style] = await Promise.all([createScript(), createStyle()]);
  const page = `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${toPolicy(script, style)}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>Ceralacca</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>Questa pagina ha bisogno di JavaScript; senza, usa i comandi di LEGGIMI.txt. This page needs JavaScript; without it, use the commands in LEGGIMI.txt.</noscript>
<script type="module">${script}</script>
</body>
</html>
`;
  if (outfile !== undefined) {
    await mkdir(dirname(outfile), { recursive: true });
    await writeFile(outfile, page);
  }
  return page;
};

if (argv[1] === fileURLToPath(import.meta.url)) await buildCheckPage({ outfile: argv[2] ?? toPath('../../.output/verifica.html') });
