// Vitest for everything but the browsers: unit, table and page tests in Node; a file that needs a DOM says so in its first lines.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: here('..'),
  cacheDir: 'node_modules/.vite/unit',
  resolve: {
    // WXT's own vitest plugin loads its builder (and with it esbuild) into the test, which breaks under jsdom.
    alias: { 'wxt/browser': here('fake-browser.ts'), 'webextension-polyfill': here('fake-browser.ts') },
  },
  ssr: { noExternal: ['wxt', '@wxt-dev/storage'] },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Mutation runs build the messages that their own test judges; here the tables themselves are run.
    exclude: ['test/e2e/**', 'test/mutation/**'],
    environment: 'node',
    setupFiles: [here('setup.ts')],
    restoreMocks: true,
    testTimeout: 20_000,
    // One for each core of a small machine: the browsers' turn comes later.
    maxWorkers: 2,
    hookTimeout: 60_000,
  },
});
