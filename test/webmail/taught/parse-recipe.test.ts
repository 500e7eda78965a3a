// A recipe may come from anybody: only the exact shape is taken, and nothing that leads elsewhere or does more than read.
import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../../lib/webmail/taught/parse-recipe';
import { RECIPE } from './sample-recipe';

const parse = (change: object): ReturnType<typeof parseRecipe> => parseRecipe(JSON.stringify({ ...RECIPE, ...change }));
const constant = (value: unknown) => ({ is: 'constant', value });
const message = (at: unknown) => ({ is: 'message', at });
const form = (...fields: unknown[]) => ({ form: [...RECIPE.form, ...fields] });

it('takes what a lesson wrote, unchanged', () => {
  expect(parse({})).toEqual({ ok: true, recipe: RECIPE });
  expect(parseRecipe(JSON.stringify(RECIPE, null, 1))).toEqual({ ok: true, recipe: RECIPE });
});

describe('is no recipe', () => {
  const NOT: [string, object][] = [
    ['another format', { format: 'x' }],
    ['a version that never was', { version: 0 }],
    ['javascript: as origin', { origin: 'javascript:alert(1)' }],
    ['data: as origin', { origin: 'data:text/html,x' }],
    ['an origin with a path', { origin: 'https://webmail.example/x' }],
    ['an origin with a name and password', { origin: 'https://a:b@webmail.example' }],
    ['a protocol-relative origin', { origin: '//evil.example' }],
    ['an extension as origin', { origin: 'chrome-extension://abcdefghijklmnop' }],
    ['a date that is none', { since: '<b>hi</b>' }],
    ['another method', { method: 'DELETE' }],
    ['a GET with a form', { method: 'GET' }],
    ['no path', { path: [] }],
    ['a protocol-relative path', { path: [constant(''), constant('evil.example'), constant('x')] }],
    ['a path that climbs', { path: [constant('mail'), constant('..'), constant('x')] }],
    ['a slash inside a segment', { path: [constant('mail/evil')] }],
    ['a backslash inside a segment', { path: [constant('\\\\evil.example')] }],
    ['an unknown key', { script: 'x' }],
    ['a prototype key', JSON.parse('{"__proto__":{"is":"x"},"constructor":1}')],
    ['a part of another kind', form(['a', { is: 'eval', at: 'x' }])],
    ['a part with more in it', form(['a', { is: 'constant', value: 'x', next: 'y' }])],
    ['a constant that is no text', form(['a', constant(1)])],
    ['a control character', form(['a', constant('x\r\ny')])],
    ['a hidden direction mark', form(['a', constant('x\u202ey')])],
    ['a field of three', form(['a', constant('x'), 'z'])],
    ['a place nobody knows', form(['a', message({ in: 'indexed-db', name: 'x' })])],
    ['a negative place', form(['a', message({ in: 'hash', index: -1 })])],
    ['a place of prototypes', form(['a', message({ in: 'toString', name: 'x' })])],
    ['no message in it', { form: [['ID', RECIPE.form[0]?.[1]]] }],
    ['no list', { query: { length: 1, 0: ['a', constant('x')] } }],
    ['a header that the browser owns', { headers: [['cookie', constant('x')]] }],
    ['a header that changes the method', { headers: [['x-http-method-override', constant('PUT')]] }],
    ['too many fields', form(...Array.from({ length: 61 }, () => ['a', constant('x')]))],
    ['a long constant', form(['a', constant('x'.repeat(201))])],
  ];
  it.each(NOT)('%s', (_, change) => {
    expect(parse(change)).toEqual({ ok: false, problem: 'not-a-recipe' });
  });

  it.each([':has(*)', 'a:not(b)', 'a >', '*', 'a,b', '[x', 'a{}', 'a[x="\\""]', 'a b c', '#a', 'a'.repeat(201), ''])(
    'with the selector %s',
    (step) => {
      const place = message({ in: 'attribute', way: [step], name: 'id' });
      expect(parse(form(['a', place]))).toEqual({ ok: false, problem: 'not-a-recipe' });
      expect(parse({ witness: [step] })).toEqual({ ok: false, problem: 'not-a-recipe' });
    },
  );

  it.each(['', 'null', '[]', '1', '"x"', '{', '{}', '[[[[', 'Subject: x'])('the text %j', (text) => {
    expect(parseRecipe(text)).toEqual({ ok: false, problem: 'not-a-recipe' });
  });

  it('a text of any size', () => {
    expect(parseRecipe(`${JSON.stringify(RECIPE)}${' '.repeat(20_000)}`)).toEqual({ ok: false, problem: 'not-a-recipe' });
  });
});

it('leaves a newer one to a newer version', () => {
  expect(parse({ version: 2 })).toEqual({ ok: false, problem: 'too-new' });
});

describe('does nothing but read', () => {
  const HARM: [string, object][] = [
    ['a path', { path: [constant('mail'), constant('deleteMessage')] }],
    ['a path whose word is spread', { path: [constant('dele'), constant('te')] }],
    ['a constant', form(['Act', constant('elimina')])],
    ['an encoded constant', form(['Act', constant('%64elete')])],
    ['the name of a field', form(['Act_Del', constant('1')])],
    ['the name of a parameter', { query: [['logout', constant('1')]] }],
    ['a header', { headers: [['x-send', constant('1')]] }],
  ];
  it.each(HARM)('in %s', (_, change) => {
    expect(parse(change)).toEqual({ ok: false, problem: 'harmful' });
  });
});
