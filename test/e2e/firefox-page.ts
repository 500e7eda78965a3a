// A page of Firefox as a scenario sees it, by Marionette: web pages and extension pages alike.
import { writeFileSync } from 'node:fs';
import type { Page } from './driver';
import type { FitWindow, Size } from './firefox-window';
import type { Marionette } from './marionette';
import { createScope, type ScopePrimitives, type Step, toCallable } from './scope';

type Reference = Record<string, string>;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const SHADOW = 'shadow-6066-11e4-a52e-4f735466cecf';

/** Where Marionette stands after walking a path: in a frame, and perhaps in a shadow root of it. */
const enter = async (marionette: Marionette, path: readonly Step[]): Promise<Reference | null> => {
  await marionette.send('WebDriver:SwitchToFrame', { id: null });
  let shadow: Reference | null = null;
  for (const { into, selector } of path) {
    const element = await find(marionette, shadow, selector);
    if (into === 'frame') {
      await marionette.send('WebDriver:SwitchToFrame', { element: element[ELEMENT] });
      shadow = null;
    } else {
      shadow = (await marionette.send('WebDriver:GetShadowRoot', { id: element[ELEMENT] })) as Reference;
    }
  }
  return shadow;
};

const find = async (marionette: Marionette, shadow: Reference | null, selector: string): Promise<Reference> => {
  const what = { using: 'css selector', value: selector };
  const found = shadow
    ? marionette.send('WebDriver:FindElementFromShadowRoot', { ...what, shadowRoot: shadow[SHADOW] })
    : marionette.send('WebDriver:FindElement', what);
  return (await found) as Reference;
};

// Marionette runs scripts in a sandbox of the page; `wrappedJSObject` of its window is the page's own, with `browser` in extension pages.
const toScript = (source: string): string => `
  const [root, values] = arguments;
  return ${toCallable(source)}(root ?? document, ...values);`;

/** Runs the work in the tab, alone; `isInFront` brings it to the front first, as clicks and keys need it. */
type InTab = <T>(isInFront: boolean, work: () => Promise<T>) => Promise<T>;

const createPrimitives = (marionette: Marionette, inTab: InTab): ScopePrimitives => {
  const at = <T>(path: readonly Step[], isInFront: boolean, work: (shadow: Reference | null) => Promise<T>): Promise<T> =>
    inTab(isInFront, async () => work(await enter(marionette, path)));
  return {
    run: (path, source, values) =>
      at(path, false, (shadow) =>
        marionette.send('WebDriver:ExecuteScript', { script: toScript(source), args: [shadow, values], sandbox: null }),
      ),
    click: (path, selector) =>
      at(path, true, async (shadow) => {
        const element = await find(marionette, shadow, selector);
        await marionette.send('WebDriver:ElementClick', { id: element[ELEMENT] });
      }),
    type: (path, selector, text) =>
      at(path, true, async (shadow) => {
        const element = await find(marionette, shadow, selector);
        await marionette.send('WebDriver:ElementSendKeys', { id: element[ELEMENT], text });
      }),
    setFiles: (path, selector, paths) =>
      at(path, true, async (shadow) => {
        const element = await find(marionette, shadow, selector);
        await marionette.send('WebDriver:ElementSendKeys', { id: element[ELEMENT], text: paths.join('\n') });
      }),
  };
};

// Code points of WebDriver's normalised keys.
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Space: ' ',
};

const toKeyActions = (key: string): { type: string; value: string }[] => {
  const keys = (key.length > 1 ? key.split('+') : [key]).map((name) => KEYS[name] ?? name);
  return [...keys.map((value) => ({ type: 'keyDown', value })), ...keys.reverse().map((value) => ({ type: 'keyUp', value }))];
};

// The tab that is in front is the one meant.
const SET_MEDIUM = `
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  gBrowser.selectedBrowser.browsingContext.top.mediumOverride = arguments[0];`;

export const createFirefoxPage = (marionette: Marionette, handle: string, fitWindow: FitWindow): Page => {
  let size: Size = { width: 1280, height: 800 };
  const inTab: InTab = (isInFront, work) =>
    marionette.exclusively(async () => {
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus: isInFront });
      await marionette.send('WebDriver:SwitchToFrame', { id: null });
      if (isInFront) await fitWindow(size);
      return work();
    });
  const inFront = (command: string, parameters: object = {}): Promise<unknown> => inTab(true, () => marionette.send(command, parameters));
  return {
    ...createScope(createPrimitives(marionette, inTab)),
    url: () => inTab(false, async () => String(await marionette.send('WebDriver:GetCurrentURL'))),
    goto: async (url) => void (await inFront('WebDriver:Navigate', { url })),
    reload: async () => void (await inFront('WebDriver:Refresh')),
    press: async (key) =>
      void (await inFront('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions: toKeyActions(key) }] })),
    drag: (from, to) =>
      inTab(true, async () => {
        const [origin, target] = [await find(marionette, null, from), await find(marionette, null, to)];
        const move = (on: Reference, x = 0, duration = 100): object => ({ type: 'pointerMove', origin: on, x, y: 0, duration });
        const press = (type: string): object => ({ type, button: 0 });
        // What does not move at once after the press is a click to Roundcube, which then opens the message and takes no drop.
        const actions = [move(origin), press('pointerDown'), move(origin, 12, 0), move(target), move(target, 4), press('pointerUp')];
        await marionette.send('WebDriver:PerformActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
      }),
    clickForMenu: (selector) =>
      inTab(true, async () => {
        const move = { type: 'pointerMove', origin: await find(marionette, null, selector), x: 0, y: 0 };
        const actions = [move, { type: 'pointerDown', button: 2 }, { type: 'pointerUp', button: 2 }];
        await marionette.send('WebDriver:PerformActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
      }),
    setMedium: (medium) =>
      inTab(true, async () => {
        await marionette.send('Marionette:SetContext', { value: 'chrome' });
        try {
          await marionette.send('WebDriver:ExecuteScript', { script: SET_MEDIUM, args: [medium === 'print' ? 'print' : ''] });
        } finally {
          await marionette.send('Marionette:SetContext', { value: 'content' });
        }
      }),
    printTo: async (path) => writeFileSync(path, Buffer.from(String(await inFront('WebDriver:Print')), 'base64')),
    bringToFront: () => inTab(true, async () => undefined),
    resize: (width, height) => {
      size = { width, height };
      return inTab(true, async () => undefined);
    },
    screenshot: (path, selector) =>
      inTab(true, async () => {
        const element = selector ? await find(marionette, null, selector) : {};
        const png = await marionette.send('WebDriver:TakeScreenshot', { id: element[ELEMENT], full: false, hash: false });
        writeFileSync(path, Buffer.from(String(png), 'base64'));
      }),
    close: () => inTab(false, async () => void (await marionette.send('WebDriver:CloseWindow'))),
  };
};
