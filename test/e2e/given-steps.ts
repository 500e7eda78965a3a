// Hands a file or text to one of our own pages as a drop or a paste would.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from './driver';

export const dropFile = async (page: Page, selector: string, path: string): Promise<void> => {
  const drop = (root: Document | ShadowRoot, at: string, name: string, base64: string): void => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (octet) => octet.charCodeAt(0))], name));
    root.querySelector(at)?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  };
  await page.waitFor(selector);
  await page.evaluate(drop, selector, basename(path), readFileSync(path).toString('base64'));
};

export const pasteText = async (page: Page, text: string): Promise<void> => {
  await page.waitFor('.drop-zone');
  await page.evaluate((_root, pasted: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    // Firefox fills the event from the last two instead.
    const given = { clipboardData, dataType: 'text/plain', data: pasted };
    document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, ...given }));
  }, text);
};
