// What an extension page has and Node lacks: its own store of files, locks, our package, and a link that hands a file to the user.
import { vi } from 'vitest';
import { CHECK_PAGE } from '../bundle/build-source';

export type FakePage = {
  /** What was handed to the user, in order. */
  saved: { name: string; blob: Blob }[];
  /** Whole files in the page's own store, by name: what was broken off is none. */
  stored: Map<string, File>;
  /** Called before each piece is written there. */
  onWrite(): void;
};

const createStore = (page: FakePage): object => ({
  async getFileHandle(name: string) {
    return {
      async createWritable() {
        let pieces: Blob[] = [];
        return {
          async write(piece: BufferSource) {
            page.onWrite();
            pieces.push(new Blob([piece]));
          },
          async close() {
            page.stored.set(name, new File(pieces, name));
          },
          async abort() {
            pieces = [];
          },
        };
      },
      async getFile() {
        return page.stored.get(name);
      },
    };
  },
});

export const installFakePage = (): FakePage => {
  const page: FakePage = { saved: [], stored: new Map(), onWrite: () => undefined };
  const store = createStore(page);
  const blobs = new Map<string, Blob>();
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => store },
    locks: { request: async (_name: string, work: () => Promise<void>) => work() },
  });
  vi.stubGlobal('fetch', async (address: string) => {
    if (address !== '/verifica.html') throw new Error(`no network: ${address}`);
    return new Response(CHECK_PAGE as BodyInit);
  });
  vi.stubGlobal('document', {
    body: { append: () => undefined },
    createElement: () => {
      const link = { href: '', download: '', remove: () => undefined };
      return Object.assign(link, { click: () => page.saved.push({ name: link.download, blob: blobs.get(link.href) ?? new Blob() }) });
    },
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, blob as Blob);
    return address;
  });
  return page;
};

/** Tried again until it holds: desks work by themselves after a call. */
export const until = (holds: () => unknown): Promise<void> =>
  vi.waitFor(async () => {
    if (!(await holds())) throw new Error('not yet');
  }, 20_000);
