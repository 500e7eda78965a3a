// Module resolution of mutation runs: our collector of tests in place of vitest.

const COLLECTOR = new URL('test-collector.mjs', import.meta.url).href;

export const resolve = (specifier, context, next) =>
  specifier === 'vitest' ? { url: COLLECTOR, shortCircuit: true } : next(specifier, context);
