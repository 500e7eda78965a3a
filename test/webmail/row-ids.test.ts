// @vitest-environment jsdom
// Which message a row is about, as the page's own scripts tell: valid only while the row says the same, and never more than an id.
import { beforeEach, describe, expect, it } from 'vitest';
import type { RowIds } from '../../lib/webmail/adapter';
import { createRowProbe } from '../../lib/webmail/row-ids';

let ids: RowIds;
const show = (...texts: string[]): void => {
  document.body.innerHTML = texts.map((text) => `<p class="row">${text}</p>`).join('');
};
const rows = (): Element[] => [...document.querySelectorAll('.row')];
const found = (): (string | null)[] => rows().map(ids.find);

beforeEach(() => {
  ids = createRowProbe({ rows: '.row', isId: (id) => /^\d+$/.test(id) }).createIds();
  show('uno', 'due', 'due');
});

describe('createRowProbe', () => {
  it('knows nothing before it was told', () => {
    expect(found()).toEqual([null, null, null]);
  });

  it('takes ids by place, also of rows that say the same', () => {
    ids.learn(
      document,
      ['1', '2', '3'].map((id, index) => ({ id, text: ['uno', 'due', 'due'][index] ?? '' })),
    );
    expect(found()).toEqual(['1', '2', '3']);
  });

  it('forgets an id once the row is used for another message', () => {
    ids.learn(document, [{ id: '1', text: 'uno' }]);
    const [first] = rows();
    if (first) first.textContent = 'tre';
    expect(found()).toEqual([null, null, null]);
  });

  it('takes nothing where the page moved on between question and answer', () => {
    ids.learn(document, [
      { id: '2', text: 'due' },
      { id: '1', text: 'uno' },
      { id: '3', text: 'due' },
    ]);
    expect(found()).toEqual([null, null, '3']);
  });

  it('takes no id of another form than the adapter knows', () => {
    ids.learn(document, [{ id: '../1', text: 'uno' }]);
    expect(found()[0]).toBeNull();
  });

  it('drops what it knew when the page tells nothing any more', () => {
    ids.learn(document, [{ id: '1', text: 'uno' }]);
    ids.learn(document, []);
    expect(found()[0]).toBeNull();
  });
});
