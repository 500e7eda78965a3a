// The bench on two workers of a real browser, in a page served on this machine.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserName } from '../e2e/driver';
import { launchBrowser } from '../e2e/launch-browser';
import type { Figures, Samples } from './bench-plan';
import { bundle } from './bundle';
import { packSamples } from './pack-samples';

const TIMEOUT_MS = 300_000;

const startServer = async (samples: Samples): Promise<{ url: string; stop(): void }> => {
  const scripts = { '/page.js': await bundle('browser-page', 'browser'), '/worker.js': await bundle('browser-worker', 'browser') };
  const page = '<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="/page.js"></script>';
  const files = new Map<string, [type: string, body: Uint8Array | string]>([
    ['/', ['text/html', page]],
    ...Object.entries(scripts).map(([path, body]): [string, [string, Uint8Array]] => [path, ['text/javascript', body]]),
    ['/samples', ['application/octet-stream', packSamples(samples)]],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const [type, body] = files.get(url) ?? ['text/plain', ''];
    response.writeHead(files.has(url) ? 200 : 404, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
};

export const measureInBrowser = async (name: BrowserName, program: string, samples: Samples): Promise<Figures> => {
  const server = await startServer(samples);
  const browser = await launchBrowser(name, program);
  try {
    const page = await browser.openPage(server.url);
    const text = await page.waitUntil(
      (root) => {
        const { title, body } = root as Document;
        return title === 'done' || title === 'failed' ? body.textContent : '';
      },
      { timeoutMs: TIMEOUT_MS },
    );
    if (!text?.startsWith('{')) throw new Error(`${name}: ${text}`);
    return JSON.parse(text) as Figures;
  } finally {
    await browser.close();
    server.stop();
  }
};
