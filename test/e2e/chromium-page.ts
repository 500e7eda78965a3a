// A page of Chromium as a scenario sees it: playwright for the tab, the DevTools protocol for frames and closed shadow roots.
import type { CDPSession, Page as PlaywrightPage } from 'playwright-core';
import type { Page } from './driver';
import { createScope, type ScopePrimitives, type Step, toCallable } from './scope';

type Remote = { objectId: string };

const FIND = 'function (selector) { return this.querySelector(selector); }';
const DOCUMENT_OF = 'function () { return this.contentDocument; }';

/** Remote objects live until their group is released, so each call has a group of its own. */
const createCalls = (session: CDPSession, group: string) => {
  const call = async (on: Remote, source: string, values: readonly unknown[] = []): Promise<Remote> => {
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      objectId: on.objectId,
      functionDeclaration: source,
      arguments: values.map((value) => ({ value })),
      objectGroup: group,
    });
    if (exceptionDetails || !result.objectId)
      throw new Error(`${exceptionDetails?.exception?.description ?? 'nothing found'}: ${values.join()}`);
    return { objectId: result.objectId };
  };
  const find = (root: Remote, selector: string): Promise<Remote> => call(root, FIND, [selector]);
  const shadowOf = async (host: Remote): Promise<Remote> => {
    const { node } = await session.send('DOM.describeNode', { objectId: host.objectId, depth: 1, pierce: true });
    const [shadow] = node.shadowRoots ?? [];
    if (!shadow) throw new Error('no shadow root');
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: shadow.backendNodeId, objectGroup: group });
    return { objectId: object.objectId ?? '' };
  };
  const enter = async (root: Remote, { into, selector }: Step): Promise<Remote> => {
    const element = await find(root, selector);
    return into === 'shadow' ? shadowOf(element) : call(element, DOCUMENT_OF);
  };
  const resolve = async (path: readonly Step[]): Promise<Remote> => {
    const { result } = await session.send('Runtime.evaluate', { expression: 'document', objectGroup: group });
    let root: Remote = { objectId: result.objectId ?? '' };
    for (const step of path) root = await enter(root, step);
    return root;
  };
  return { call, find, resolve };
};

type Calls = ReturnType<typeof createCalls>;

const WATCH_PRESS = `function () {
  const watch = { isPressed: false };
  this.addEventListener('pointerdown', () => { watch.isPressed = true; }, { capture: true, once: true });
  return watch;
}`;

const PASTED_FROM = 200;

const SETTLED_MS = 40;

let groups = 0;

const createPrimitives = (page: PlaywrightPage, session: CDPSession): ScopePrimitives => {
  const withCalls = async <T>(work: (calls: Calls) => Promise<T>): Promise<T> => {
    groups += 1;
    const group = `scenario-${groups}`;
    try {
      return await work(createCalls(session, group));
    } finally {
      await session.send('Runtime.releaseObjectGroup', { objectGroup: group }).catch(() => undefined);
    }
  };
  /** A page that is gone after the click was clicked. */
  const wasPressed = async ({ objectId }: Remote): Promise<boolean> => {
    try {
      const functionDeclaration = 'function () { return this.isPressed; }';
      const { result } = await session.send('Runtime.callFunctionOn', { objectId, functionDeclaration, returnByValue: true });
      return result.value === true;
    } catch {
      return true;
    }
  };
  const withElement = <T>(path: readonly Step[], selector: string, work: (element: Remote, calls: Calls) => Promise<T>): Promise<T> =>
    withCalls(async (calls) => work(await calls.find(await calls.resolve(path), selector), calls));
  return {
    run: (path, source, values) =>
      withCalls(async ({ resolve }) => {
        const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
          objectId: (await resolve(path)).objectId,
          functionDeclaration: `function (...values) { return ${toCallable(source)}(this, ...values); }`,
          arguments: values.map((value) => ({ value })),
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      }),
    click: (path, selector) =>
      withElement(path, selector, async ({ objectId }, { call }) => {
        await session.send('DOM.scrollIntoViewIfNeeded', { objectId });
        const findMiddle = async (): Promise<[number, number]> => {
          const { quads } = await session.send('DOM.getContentQuads', { objectId });
          const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quads[0] ?? [];
          if (x1 === x3 || y1 === y3) throw new Error('not visible');
          return [(x1 + x3) / 2, (y1 + y3) / 2];
        };
        const first = await findMiddle();
        await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
        const middle = await findMiddle();
        // A person does not click on what is just moving.
        if (String(middle) !== String(first)) throw new Error('it moves');
        const press = await call({ objectId }, WATCH_PRESS);
        await page.mouse.click(...middle);
        // Nor takes what had moved since for what they meant.
        if (!(await wasPressed(press))) throw new Error('something else was clicked');
      }),
    type: (path, selector, text) =>
      withElement(path, selector, async ({ objectId }) => {
        await session.send('DOM.focus', { objectId });
        // Nobody types a certificate: what is long is pasted.
        await (text.length > PASTED_FROM ? page.keyboard.insertText(text) : page.keyboard.type(text));
      }),
    setFiles: (path, selector, paths) =>
      withElement(path, selector, async ({ objectId }) => {
        await session.send('DOM.setFileInputFiles', { objectId, files: [...paths] });
      }),
  };
};

export const createChromiumPage = async (page: PlaywrightPage): Promise<Page> => {
  const session = await page.context().newCDPSession(page);
  return {
    ...createScope(createPrimitives(page, session)),
    url: async () => page.url(),
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    press: (key) => page.keyboard.press(key),
    drag: async (from, to) => {
      const middle = async (selector: string): Promise<[number, number]> => {
        const { x, y, width, height } = (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        return [x + width / 2, y + height / 2];
      };
      await page.mouse.move(...(await middle(from)));
      await page.mouse.down();
      await page.mouse.move(...(await middle(to)), { steps: 20 });
      await page.mouse.up();
    },
    clickForMenu: (selector) => page.locator(selector).first().click({ button: 'right' }),
    setMedium: (media) => page.emulateMedia({ media }),
    printTo: async (path) => void (await page.pdf({ path, preferCSSPageSize: true })),
    bringToFront: () => page.bringToFront(),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async (path, selector) =>
      void (await (selector ? page.locator(selector).first() : page).screenshot({ path, animations: 'disabled' })),
    close: () => page.close(),
  };
};
