// What the page's own scripts tell of the rows is taken as hostile: short ids in their order, only for pages of a site that is on.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const probe = (): unknown => null;
const PROBES = { test: probe };
const IN_FRAME = { ...SENDER, frameId: 3 };
const ask = (webmail = 'test', sender = IN_FRAME): Promise<unknown> => answerRequest({ type: 'probe-rows', webmail }, sender, PROBES);

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};

let extension: FakeExtension;
const play = (result: unknown) => vi.spyOn(browser.scripting, 'executeScript').mockResolvedValue([{ result }] as never);

beforeEach(() => {
  extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
});

describe('asking the scripts of a page', () => {
  it('runs our function in the frame that asked, among its scripts', async () => {
    const execute = play(['1', '2']);
    expect(await ask()).toEqual(['1', '2']);
    expect(execute).toHaveBeenCalledWith({ target: { tabId: 7, frameIds: [3] }, world: 'MAIN', func: probe });
  });

  const trap = (): never => {
    throw new Error('looked at');
  };
  const withGetter = (get: () => unknown): unknown[] => Object.defineProperty(['1', ''], 1, { get, enumerable: true });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no list', { length: 1, 0: '1' }],
    ['what only has the prototype of a list', Object.create(Array.prototype, { length: { value: 1 }, 0: { value: '1' } })],
    ['ids that are no text', [1]],
    ['ids that are objects with a text to them', [new String('1')]],
    ['the text of a row beside its id', [{ text: 'uno', id: '1' }]],
    ['a place left out', Object.assign(new Array(3), { 0: '1', 2: '3' })],
    ['an id without end', ['1', 'x'.repeat(1001)]],
    ['a getter that throws', withGetter(trap)],
    ['a list that answers for every place', new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 53 : '1') })],
    ['a list that throws when it is looked at', new Proxy([], { get: trap })],
    ['a list that was taken back', revoked()],
  ])('takes nothing of %s', async (_, result) => {
    play(result);
    expect(await ask()).toEqual([]);
  });

  it('looks at no row of a list that is longer than a list shows', async () => {
    const looked: PropertyKey[] = [];
    const rows = Array.from({ length: 1001 }, () => '1');
    const get = (list: string[], name: PropertyKey): unknown => {
      looked.push(name);
      return Reflect.get(list, name);
    };
    play(new Proxy(rows, { get }));
    expect(await ask()).toEqual([]);
    expect(looked.filter((name) => name !== 'length')).toEqual([]);
  });

  it('reads each id once: a getter cannot tell the check one thing and the page another', async () => {
    let turn = 0;
    play(
      withGetter(() => {
        turn += 1;
        return turn === 1 ? '2' : 'x'.repeat(5000);
      }),
    );
    expect(await ask()).toEqual(['1', '2']);
  });

  it('passes on nothing that hangs on the list', async () => {
    play(Object.assign(['1', '2'], { text: 'uno', toJSON: () => 'x' }));
    const told = await ask();
    expect([Object.keys(told as object), Object.getPrototypeOf(told)]).toEqual([['0', '1'], Array.prototype]);
  });

  it.each(['other', 'toString', '__proto__'])('runs nothing for %s, which has no function', async (webmail) => {
    const execute = play([]);
    expect(await ask(webmail)).toEqual([]);
    expect(execute).not.toHaveBeenCalled();
  });

  it('survives a page that was left', async () => {
    vi.spyOn(browser.scripting, 'executeScript').mockRejectedValue(new Error('no tab'));
    expect(await ask()).toEqual([]);
  });

  it('is for content scripts of sites that are on, and no page of ours', async () => {
    const execute = play(['1', '2']);
    expect(await ask('test', OWN_PAGE as never)).toBeNull();
    extension.origins.clear();
    expect(await ask()).toBeNull();
    expect(execute).not.toHaveBeenCalled();
  });
});
