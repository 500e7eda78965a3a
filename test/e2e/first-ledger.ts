// Turns the ledger of the page into one as the first version of Ceralacca left it: other tables, no journal, nothing noted outside.
import type { Page } from './driver';

export const makeFirstLedger = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    type Row = Record<string, unknown> & { identifier: string };
    const settle = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const now = await settle(indexedDB.open('ledger'));
    const reading = now.transaction(['evidence', 'bytes']);
    const [evidence, bytes] = await Promise.all([
      settle(reading.objectStore('evidence').getAll() as IDBRequest<Row[]>),
      settle(reading.objectStore('bytes').getAll() as IDBRequest<Row[]>),
    ]);
    now.close();
    // It kept bytes in its rows.
    for (const row of bytes) if (row.bytes instanceof Blob) row.bytes = new Uint8Array(await row.bytes.arrayBuffer());
    // Asked in one breath: nobody else who opens the ledger comes between.
    const deleting = settle(indexedDB.deleteDatabase('ledger'));
    // Dexie counts a tenth of what the browser counts.
    const opening = indexedDB.open('ledger', 10);
    opening.onupgradeneeded = () => {
      const first = opening.result;
      const proofs = first.createObjectStore('evidence', { keyPath: 'sha256' });
      for (const index of ['identifier', 'messageId', 'orphanOf']) proofs.createIndex(index, index);
      first.createObjectStore('bytes', { keyPath: 'sha256' });
      first.createObjectStore('messages', { keyPath: 'identifier' }).createIndex('moment', 'moment');
    };
    await deleting;
    const first = await settle(opening);
    const writing = first.transaction(['evidence', 'bytes', 'messages'], 'readwrite');
    for (const { seq: _, ...row } of evidence) {
      writing.objectStore('evidence').put(row);
      writing.objectStore('messages').put({ identifier: row.identifier, moment: 0, message: { identifier: row.identifier } });
    }
    for (const { seq: _, ...row } of bytes) writing.objectStore('bytes').put(row);
    await new Promise((resolve, reject) => {
      writing.oncomplete = resolve;
      writing.onabort = () => reject(writing.error);
    });
    first.close();
    type Storage = { storage: { local: { remove(key: string): Promise<void> } } };
    await (globalThis as unknown as { chrome: Storage }).chrome.storage.local.remove('canary');
    return evidence.length;
  });
