// Dropped folders: walked in portions, within limits, and a locked one costs no other.
import { describe, expect, it } from 'vitest';
import { FOLDER_LIMITS, listGiven } from '../../lib/extension/dropped/list-given';

type Tree = { [name: string]: Tree | string | null };

/** As browsers give them: portions of 100, an empty one at the end; null is a folder that cannot be read. */
const toFolder = (path: string, tree: Tree | null): FileSystemDirectoryEntry => {
  const entries = Object.entries(tree ?? {}).map(([name, child]) =>
    typeof child === 'string' ? toFileEntry(`${path}/${name}`, child) : toFolder(`${path}/${name}`, child),
  );
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (resolve: (found: unknown[]) => void, reject: (error: unknown) => void) => {
        if (tree === null) return reject(new DOMException('', 'NotReadableError'));
        at += 100;
        resolve(entries.slice(at - 100, at));
      },
    };
  };
  return { isDirectory: true, isFile: false, name: path.split('/').at(-1), fullPath: path, createReader } as never;
};

const toFileEntry = (path: string, content: string): FileSystemFileEntry =>
  ({
    isDirectory: false,
    isFile: true,
    name: path.split('/').at(-1),
    fullPath: path,
    file: (resolve: (file: File) => void) => resolve(new File([content], path)),
  }) as never;

const { signal } = new AbortController();

describe('listGiven', () => {
  it('walks folders to the last portion and names what is in them by its path', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.eml`, `content ${index}`]));
    const { files, problems } = await listGiven([toFolder('/a', { ...many, sotto: { 'x.eml': 'x' } })], signal);
    expect([files.length, problems]).toEqual([251, []]);
    const deep = files.find(({ name }) => name === 'a/sotto/x.eml');
    expect([deep?.isNamed, await (await deep?.open())?.text()]).toEqual([false, 'x']);
  });

  it('always judges a file that was named, and knows one that came with its folder', async () => {
    const named = new File(['x'], 'x.eml');
    const chosen = Object.defineProperty(new File(['y'], 'y.eml'), 'webkitRelativePath', { value: 'cartella/y.eml' });
    const { files } = await listGiven([named, chosen], signal);
    expect(files.map(({ name, isNamed }) => [name, isNamed])).toEqual([
      ['x.eml', true],
      ['cartella/y.eml', false],
    ]);
  });

  it('tells of a folder that cannot be read, and reads the others', async () => {
    const { files, problems } = await listGiven([toFolder('/a', { chiusa: null, 'b.eml': 'b' })], signal);
    expect(files.map(({ name }) => name)).toEqual(['a/b.eml']);
    expect(problems).toEqual([{ name: 'a/chiusa', report: null, problem: 'broken-file' }]);
  });

  it('goes no deeper than it may', async () => {
    let tree: Tree = { 'deep.eml': 'x' };
    for (let depth = 0; depth < FOLDER_LIMITS.depth; depth++) tree = { d: tree, 'near.eml': 'x' };
    const { files, problems } = await listGiven([toFolder('/a', tree)], signal);
    expect(files).toHaveLength(FOLDER_LIMITS.depth);
    expect(problems.map(({ problem }) => problem)).toEqual(['too-many']);
  });

  it('takes no more files than it may, and says so once', async () => {
    const most = Object.fromEntries(Array.from({ length: FOLDER_LIMITS.files + 500 }, (_, index) => [`${index}`, '']));
    const { files, problems } = await listGiven([toFolder('/a', most), toFolder('/b', { c: '' })], signal);
    expect(files).toHaveLength(FOLDER_LIMITS.files);
    expect(problems).toEqual([{ name: 'a', report: null, problem: 'too-many' }]);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    expect((await listGiven([toFolder('/a', { b: { c: 'x' }, d: 'x' })], controller.signal)).files).toEqual([]);
  });
});
