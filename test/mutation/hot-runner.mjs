// A test runner for Stryker that loads the tests once and runs them for each mutant in the same process: milliseconds in place of seconds.
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { register as registerTypeScript } from 'tsx/esm/api';

/** Folders of tests that judge the verdict, the checks and the path; without what takes seconds for each mutant. */
const FOLDERS = ['verify/checks', 'verify/path', 'verify', 'verify/revocation', 'verify/original', 'attacks', 'mutation'];
const LEFT_OUT = ['agreement', 'limits', 'examples', 'genuine', 'cost', 'describe-revocation', 'attacks', 'shown-text'];

const listTests = (root) =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'test', folder))
      .filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.includes(name.slice(0, -'.test.ts'.length)))
      .map((name) => join(root, 'test', folder, name)),
  );

const messageOf = (error) => (error instanceof Error ? error.message : String(error));

const TOO_LONG_MS = 10_000;

/** A promise that a mutant never keeps would wait for ever. */
const withTimeout = async (run) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('takes too long')), TOO_LONG_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
};

class HotRunner {
  constructor(globalNamespace) {
    this.namespace = globalThis[globalNamespace] ??= {};
    this.tests = [];
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    registerTypeScript();
    register('./resolve-hooks.mjs', import.meta.url);
    for (const path of listTests(process.cwd())) await import(pathToFileURL(path).href);
    const { collected } = await import('./test-collector.mjs');
    this.tests = collected;
  }

  async dryRun() {
    const tests = [];
    // What ran while the files were loaded is of no single test.
    for (const { id, run } of this.tests) {
      this.namespace.currentTestId = id;
      const started = performance.now();
      let failure;
      try {
        await withTimeout(run);
      } catch (error) {
        failure = messageOf(error);
      }
      const timeSpentMs = performance.now() - started;
      tests.push(
        failure === undefined
          ? { id, name: id, status: 0, timeSpentMs }
          : { id, name: id, status: 1, timeSpentMs, failureMessage: failure },
      );
    }
    this.namespace.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: this.namespace.mutantCoverage };
  }

  /** The next mutant stands near this one: the same test may well kill it. */
  moveToFront(id) {
    this.tests = [...this.tests.filter((test) => test.id === id), ...this.tests.filter((test) => test.id !== id)];
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    this.namespace.activeMutant = activeMutant.id;
    this.namespace.hitCount = hitLimit === undefined ? undefined : 0;
    this.namespace.hitLimit = hitLimit;
    const chosen = testFilter ? new Set(testFilter) : null;
    let nrOfTests = 0;
    try {
      for (const { id, run } of this.tests) {
        if (chosen && !chosen.has(id)) continue;
        nrOfTests += 1;
        try {
          await withTimeout(run);
        } catch (error) {
          if (hitLimit !== undefined && this.namespace.hitCount > hitLimit) return { status: 'timeout', reason: 'hit limit' };
          this.moveToFront(id);
          return { status: 'killed', killedBy: [id], failureMessage: messageOf(error), nrOfTests };
        }
      }
      return { status: 'survived', nrOfTests };
    } finally {
      this.namespace.activeMutant = undefined;
    }
  }
}

const createHotRunner = () => new HotRunner(INSTRUMENTER_CONSTANTS.NAMESPACE);
createHotRunner.inject = [];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'hot', createHotRunner)];
