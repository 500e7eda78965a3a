// Module resolution of mutation runs: kept keys in place of new ones, and our collector of tests in place of vitest.

const KEPT_KEYS = new URL('kept-key-pair.ts', import.meta.url).href;
const COLLECTOR = new URL('test-collector.mjs', import.meta.url).href;

export const resolve = (specifier, context, next) => {
  if (specifier === 'vitest') return { url: COLLECTOR, shortCircuit: true };
  // Thousands of runs: finding RSA keys would take most of their time.
  if (/^(?:\.{1,2}\/)+(?:pki\/)?key-pair(?:\.ts)?$/.test(specifier) && !context.parentURL?.includes('/mutation/')) {
    return next(KEPT_KEYS, context);
  }
  return next(specifier, context);
};
