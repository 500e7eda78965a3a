// `ceralacca check`: is a bundle as it was made, and what do the proofs in it prove? Nothing is believed because the bundle says so.
import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenedBundle } from '../bundle/bundle-files';
import type { BundleFindings } from '../bundle/bundle-findings';
import { checkBundle, toRefusal } from '../bundle/check-bundle';
import { FOLDER_FILES, type FolderFile, openContainer, openFolder } from '../bundle/open-bundle';
import { isWhole } from '../bundle-answer';
import { toVisibleText } from '../visible-text';
import { type Command, type ExitCode, type Request, toWorse } from './command';
import { describeFindings } from './describe-findings';
import { openSlices } from './open-slices';

const listFiles = async (folder: string, inside = ''): Promise<FolderFile[]> => {
  const files: FolderFile[] = [];
  for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
    const path = `${inside}${entry.name}`;
    // Links are not followed: they lead out of the bundle.
    if (entry.isDirectory()) files.push(...(await listFiles(folder, `${path}/`)));
    else if (entry.isFile()) files.push({ path, blob: await openAsBlob(join(folder, path)) });
    // Enough to be refused as too many.
    if (files.length > FOLDER_FILES) return files;
  }
  return files;
};

/** Undefined where there is nothing that can be read. */
const openPath = async (path: string): Promise<OpenedBundle | undefined> => {
  try {
    if ((await stat(path)).isDirectory()) return openFolder((await listFiles(path)).map((file) => ({ ...file, path: `./${file.path}` })));
    return await openContainer(await openSlices(path));
  } catch {
    return undefined;
  }
};

const judge = async (opened: OpenedBundle, { trust, now, facts, readCheckPage }: Request): Promise<BundleFindings> => {
  const context = { trust, now, revocation: facts.revocation };
  if (!opened.ok) return toRefusal(opened.problem, context);
  const checkPage = await readCheckPage().catch(() => undefined);
  const watching = { signal: new AbortController().signal, onProgress: () => undefined };
  return checkBundle(opened.bundle, { context, ...(checkPage ? { checkPage } : {}), ...watching });
};

export const check: Command = async (request) => {
  const { paths, json, wording, out, err } = request;
  let code: ExitCode = 0;
  for (const path of paths) {
    const opened = await openPath(path);
    if (!opened) {
      err(`${toVisibleText(path)}: ${wording.text('cli_problem_not_found')}\n`);
      code = 2;
      continue;
    }
    const findings = await judge(opened, request);
    out(`${json ? JSON.stringify({ path, ...findings }) : describeFindings(path, findings, wording)}\n`);
    code = toWorse(code, isWhole(findings) ? 0 : 1);
  }
  return code;
};
