// From the request that the user made to a recipe and back to a request: what is learned, what is refused, and that no secret is written down.
import { describe, expect, it } from 'vitest';
import { applyRecipe } from '../../../lib/webmail/taught/apply-recipe';
import { type Draft, generaliseRequest, type RecordedRequest } from '../../../lib/webmail/taught/generalise-request';
import { parseRecipe } from '../../../lib/webmail/taught/parse-recipe';
import type { Recipe } from '../../../lib/webmail/taught/recipe';
import { settleRecipe } from '../../../lib/webmail/taught/settle-recipe';
import { ORIGIN, openHashPage, openShadowPage, SESSION } from './lesson-pages';

const [FIRST, SECOND, THIRD] = ['f1a9c3e07b52', 'e77d10aa93c4', '09bb1e5fd2a8'] as const;

const record = (change: Partial<RecordedRequest> = {}): RecordedRequest => ({
  url: `${ORIGIN}/newuismart/cgi-bin/ajaxmail`,
  method: 'POST',
  form: [
    ['Act_Export', '1'],
    ['ID', SESSION],
    ['C_Folder', 'SU5CT1g='],
    ['Tpl', 'mail_eml'],
    ['objectId', FIRST],
  ],
  headers: [],
  hasOtherBody: false,
  isRedirected: false,
  ...change,
});
const byHash = (id: string, change: Partial<RecordedRequest> = {}): RecordedRequest =>
  record({
    url: `${ORIGIN}/legalmail/api/messages/${id}/source?format=eml&view=v-${SESSION.slice(0, 9)}`,
    method: 'GET',
    form: null,
    headers: [['x-app-token', SESSION]],
    ...change,
  });

const draftOf = (recorded: RecordedRequest, page: Document): Draft => {
  const drafted = generaliseRequest(recorded, page, [['mail-app', 'mail-reader', 'button.export']]);
  if (!drafted.ok) throw new Error(`${drafted.reason}: ${drafted.detail}`);
  return drafted.draft;
};
const learn = (recorded: RecordedRequest, first: Document, second: Document): Recipe => {
  const settled = settleRecipe(draftOf(recorded, first), second, '2026-09-21');
  if (!settled.ok) throw new Error(`${settled.reason}: ${settled.detail}`);
  return settled.recipe;
};
const byForm = (): Recipe => learn(record(), openShadowPage(FIRST), openShadowPage(SECOND));
const byAddress = (): Recipe => learn(byHash('40217'), openHashPage('40217'), openHashPage('40391'));

describe('a form post whose message is an attribute in open shadow roots', () => {
  it('is learned and repeated for a third message at a new login', () => {
    const applied = applyRecipe(byForm(), openShadowPage(THIRD, 'nEw_5eSsIoN-0f-today'));
    expect(applied?.source).toEqual({
      ...{ url: `${ORIGIN}/newuismart/cgi-bin/ajaxmail`, method: 'POST', headers: {}, fidelity: 'lossy' },
      body: `Act_Export=1&ID=nEw_5eSsIoN-0f-today&C_Folder=SU5CT1g%3D&Tpl=mail_eml&objectId=${THIRD}`,
    });
    expect(applied?.ids).toEqual([THIRD]);
  });
  it('finds the open message, not a row of the list', () => {
    expect(Object.fromEntries(byForm().form).objectId).toEqual({
      is: 'message',
      at: { in: 'attribute', way: ['mail-app', 'mail-reader[object-id]'], name: 'object-id' },
    });
  });
  it('asks for nothing where no message is open', () => {
    expect(applyRecipe(byForm(), openShadowPage(null))).toBeNull();
  });
  it('asks for nothing once the attribute has another name', () => {
    expect(applyRecipe(byForm(), openShadowPage(THIRD, SESSION, 'msg-ref'))).toBeNull();
  });
  it('asks for nothing where the session says two things', () => {
    const page = openShadowPage(THIRD);
    page.body.insertAdjacentHTML('beforeend', '<input type="hidden" name="ID" value="of-a-mail">');
    expect(applyRecipe(byForm(), page)).toBeNull();
  });
});

describe('a GET whose message stands in path and hash, with a token out of a cookie', () => {
  it('is learned and repeated at a new login', () => {
    const applied = applyRecipe(byAddress(), openHashPage('51844', { token: 'zZ9-another_token-77' }));
    expect(applied?.source).toEqual({
      url: `${ORIGIN}/legalmail/api/messages/51844/source?format=eml&view=v-zZ9-anoth`,
      method: 'GET',
      headers: { 'x-app-token': 'zZ9-another_token-77' },
      fidelity: 'lossy',
    });
  });
  it('keeps the address of the site and nothing else when the page says more', () => {
    for (const id of ['..', '.', '', 'delete-all', '12%0d%0ax'])
      expect(applyRecipe(byAddress(), openHashPage(id, { token: 'abcdefghijk12' })), id).toBeNull();
    expect(applyRecipe(byAddress(), openHashPage('a%2F..%2F..%2Fx'))?.source.url).toContain('/messages/a%2F..%2F..%2Fx/source');
  });
  it('asks for nothing once the view is under another name', () => {
    expect(applyRecipe(byAddress(), openHashPage('51844', { meta: 'client-view' }))).toBeNull();
  });
  it('asks for nothing of another origin', () => {
    expect(applyRecipe({ ...byAddress(), origin: 'https://evil.example' }, openHashPage('51844'))).toBeNull();
  });
});

it('writes down no token, no session and no message', () => {
  for (const recipe of [byForm(), byAddress()]) {
    const text = JSON.stringify(recipe);
    for (const secret of [SESSION, SESSION.slice(0, 9), FIRST, SECOND, '40217', '40391', 'CONSEGNA']) expect(text).not.toContain(secret);
    expect(parseRecipe(text)).toEqual({ ok: true, recipe });
  }
});

describe('places', () => {
  const withPlace = (put: (page: Document, value: string) => void): Recipe => {
    const [first, second] = [openShadowPage(FIRST, 'other-1'), openShadowPage(SECOND, 'other-1')];
    for (const page of [first, second]) put(page, SESSION);
    return learn(record(), first, second);
  };
  const script = (page: Document, text: string): void => {
    const element = page.createElement('script');
    element.textContent = text;
    element.type = 'text/x-data';
    page.head.append(element);
  };
  it.each([
    ['a cookie', (page: Document, value: string) => Object.assign(page, { cookie: `SID=${value}` }), { in: 'cookie', name: 'SID' }],
    [
      'sessionStorage',
      (page: Document, value: string) => page.defaultView?.sessionStorage.setItem('sid', value),
      { in: 'session-storage', key: 'sid', name: null },
    ],
    [
      'JSON in localStorage',
      (page: Document, value: string) => page.defaultView?.localStorage.setItem('state', JSON.stringify({ user: 'x', token: value })),
      { in: 'local-storage', key: 'state', name: 'token' },
    ],
    [
      'an inline script',
      (page: Document, value: string) => script(page, `var a = 1; conf.session = '${value}';`),
      { in: 'script', name: 'session' },
    ],
    ['JSON in a script', (page: Document, value: string) => script(page, `{"a":1,"sid" : "${value}"}`), { in: 'script', name: 'sid' }],
  ])('finds a session in %s', (_, put, place) => {
    expect(Object.fromEntries(withPlace(put).form).ID).toEqual({ is: 'page', at: place });
  });

  it('takes a folder from the address, so that it follows', () => {
    const recorded = byHash('40217', { url: `${ORIGIN}/api/INBOX/40217/source?folder=INBOX` });
    const recipe = learn(recorded, openHashPage('40217'), openHashPage('40391'));
    const url = applyRecipe(recipe, openHashPage('7', { folder: 'Ricevute' }))?.source.url;
    expect(url).toBe(`${ORIGIN}/api/INBOX/7/source?folder=Ricevute`);
  });

  it('takes a short number for the message only where nothing longer tells it', () => {
    const recorded = byHash('12', { url: `${ORIGIN}/api/source?uid=12&page=1` });
    const recipe = learn(recorded, openHashPage('12'), openHashPage('15'));
    expect(recipe.query).toEqual([
      ['uid', { is: 'message', at: { in: 'hash', index: 4 } }],
      ['page', { is: 'constant', value: '1' }],
    ]);
  });
});

describe('refuses to learn', () => {
  const REFUSED: [string, RecordedRequest, string][] = [
    ['another origin', record({ url: 'https://evil.example/x' }), 'unsupported'],
    ['another method', record({ method: 'DELETE' }), 'unsupported'],
    ['a body that is no form', record({ hasOtherBody: true, form: null }), 'unsupported'],
    ['what was led elsewhere', record({ isRedirected: true }), 'unsupported'],
    ['a hundred fields', record({ form: Array.from({ length: 100 }, (): [string, string] => ['a', FIRST]) }), 'unsupported'],
    ['a deed in the path', record({ url: `${ORIGIN}/mail/deleteMessage` }), 'harmful'],
    [
      'a deed in a field',
      record({
        form: [
          ['Act_Del', '1'],
          ['objectId', FIRST],
        ],
      }),
      'harmful',
    ],
    [
      'a deed in a value',
      record({
        form: [
          ['act', 'sposta'],
          ['objectId', FIRST],
        ],
      }),
      'harmful',
    ],
    [
      'a token that stands nowhere',
      record({
        form: [
          ['t', '9fK2mQx71LzP'],
          ['objectId', FIRST],
        ],
      }),
      'unknown-value',
    ],
    [
      'an instant',
      record({
        form: [
          ['_', '1764417000123'],
          ['objectId', FIRST],
        ],
      }),
      'unknown-value',
    ],
    [
      'a subject',
      record({
        form: [
          ['name', 'Sollecito fattura 118, ai sensi di legge'],
          ['objectId', FIRST],
        ],
      }),
      'unknown-value',
    ],
    ['a message that stands nowhere', record({ form: [['ID', SESSION]] }), 'message-not-found'],
  ];
  it.each(REFUSED)('%s', (_, recorded, reason) => {
    expect(generaliseRequest(recorded, openShadowPage(FIRST), [])).toMatchObject({ ok: false, reason });
  });
});

describe('the second message', () => {
  it('must be another one', () => {
    const draft = draftOf(record(), openShadowPage(FIRST));
    expect(settleRecipe(draft, openShadowPage(FIRST), '2026-09-21')).toMatchObject({ ok: false, reason: 'same-message' });
  });
  it('must show what the first one showed', () => {
    const draft = draftOf(record(), openShadowPage(FIRST));
    const page = openShadowPage(SECOND);
    page.querySelector('input')?.remove();
    expect(settleRecipe(draft, page, '2026-09-21')).toEqual({ ok: false, reason: 'place-lost', detail: 'ID' });
  });
  it('leaves out a control that is no longer there', () => {
    const page = openShadowPage(SECOND);
    page.querySelector('mail-app')?.shadowRoot?.querySelector('mail-reader')?.shadowRoot?.querySelector('button')?.remove();
    expect(learn(record(), openShadowPage(FIRST), page).witness).toBeNull();
  });
});
