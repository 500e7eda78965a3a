// Bundles among what was dropped → what checking each of them found, one after the other, by the same reader as verifica.html.
import { checkBundle, toRefusal } from '../../bundle/check-bundle';
import { openContainer } from '../../bundle/open-bundle';
import type { BundleFindings, DroppedBundle } from '../../bundle-view';
import type { VerifyContext } from '../../verify/verify-message';
import type { DroppedItem } from '../../view';
import { readCheckPage } from '../exports/read-check-page';
import type { FileQueue } from './file-queue';

const isBundle = (item: DroppedItem): item is File => item instanceof File && /\.asice$/i.test(item.name);

/** @throws the signal's reason once it is aborted, and what reading the disk throws */
const check = async (file: File, context: VerifyContext, signal: AbortSignal): Promise<BundleFindings> => {
  const opened = await openContainer(file);
  if (!opened.ok) return toRefusal(opened.problem, context);
  return checkBundle(opened.bundle, { context, checkPage: await readCheckPage(), signal, onProgress: () => undefined });
};

type Run = { controller: AbortController; bundles: DroppedBundle[] };

/** What is dropped takes the place of what was dropped before, unless that is still being checked. */
export const createBundleQueue = (
  readContext: () => Promise<VerifyContext>,
  show: (bundles: readonly DroppedBundle[]) => void,
): FileQueue => {
  let run: Run | null = null;
  let last: Promise<void> = Promise.resolve();
  const checkOne = async ({ controller: { signal }, bundles }: Run, index: number, file: File): Promise<void> => {
    if (signal.aborted) return;
    const findings = await readContext()
      .then((context) => check(file, context, signal))
      .catch(() => null);
    // Of one that was broken off nothing is concluded.
    bundles[index] = { name: file.name, findings, isBroken: findings === null };
    show([...bundles]);
  };
  return {
    async add(items) {
      if (items.length === 0) return;
      const own = run ?? { controller: new AbortController(), bundles: [] };
      run = own;
      const files = items.filter(isBundle);
      const first = own.bundles.length;
      own.bundles.push(...files.map(({ name }) => ({ name, findings: null, isBroken: false })));
      show([...own.bundles]);
      const work = last.then(async () => {
        for (const [index, file] of files.entries()) await checkOne(own, first + index, file);
      });
      last = work;
      await work;
      if (last === work && run === own) run = null;
    },
    cancel() {
      if (run === null) return;
      run.controller.abort();
      const { bundles } = run;
      show(bundles.map((bundle) => (bundle.findings === null ? { ...bundle, isBroken: true } : bundle)));
      run = null;
    },
  };
};

/** A bundle is checked as one, and what is in it is taken in like every other file. */
export const joinQueues = (files: FileQueue, bundles: FileQueue): FileQueue => ({
  async add(items) {
    await Promise.all([bundles.add(items), files.add(items)]);
  },
  cancel() {
    bundles.cancel();
    files.cancel();
  },
});
