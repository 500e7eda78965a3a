// A recipe as a lesson makes it, for tests that bend it.
import type { Recipe } from '../../../lib/webmail/taught/recipe';

export const RECIPE: Recipe = {
  format: 'ceralacca-recipe',
  version: 1,
  origin: 'https://webmail.example',
  since: '2026-09-21',
  method: 'POST',
  path: [
    { is: 'constant', value: 'cgi-bin' },
    { is: 'constant', value: 'ajaxmail' },
  ],
  query: [['Tpl', { is: 'constant', value: 'mail_eml' }]],
  form: [
    ['ID', { is: 'page', at: { in: 'attribute', way: ['input[name="ID"]'], name: 'value' } }],
    ['objectId', { is: 'message', at: { in: 'attribute', way: ['mail-app', 'mail-reader[object-id]'], name: 'object-id' } }],
  ],
  headers: [['x-app-token', { is: 'page', at: { in: 'cookie', name: 'APP-TOKEN' } }]],
  witness: ['mail-app', 'mail-reader', 'button.export'],
};
