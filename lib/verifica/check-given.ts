// What was given → findings, by the same reader of bundles as on the command line.
import { checkBundle, toRefusal } from '../bundle/check-bundle';
import { openContainer, openFolder } from '../bundle/open-bundle';
import type { CheckGiven } from './use-check';

export const checkGiven: CheckGiven = async (given, { trust, now, signal, onProgress }) => {
  const context = { trust, now };
  const opened = given.form === 'folder' ? openFolder(given.files) : await openContainer(given.blob);
  if (!opened.ok) return toRefusal(opened.problem, context);
  return checkBundle(opened.bundle, { context, signal, onProgress: (done, total) => onProgress({ done, total }) });
};
