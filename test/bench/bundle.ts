// Bundles a file of the bench as it would be shipped.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const bundle = async (name: string, platform: 'node' | 'browser'): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform,
    target: platform === 'node' ? 'node20' : 'es2023',
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`nothing bundled for ${name}`);
  return file.contents;
};
