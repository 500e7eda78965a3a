// @vitest-environment jsdom
// Which message a row is about, as the page's own scripts tell: valid only while the row says the same, and never more than an id.
import { beforeEach, describe, expect, it, vi } from 'vitest';
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
    ids.ask(document)(['1', '2', '3']);
    expect(found()).toEqual(['1', '2', '3']);
  });

  it('forgets an id once the row is used for another message', () => {
    ids.ask(document)(['1', '2', '3']);
    const [first] = rows();
    if (first) first.textContent = 'tre';
    expect(found()).toEqual([null, '2', '3']);
  });

  it('takes nothing of a row that another took the place of between question and answer', () => {
    const take = ids.ask(document);
    const [first, second] = rows();
    first?.before(second ?? '');
    take(['1', '2', '3']);
    expect(found()).toEqual([null, null, '3']);
  });

  it('takes nothing of a row that says something else by the time of the answer', () => {
    const take = ids.ask(document);
    const [first] = rows();
    if (first) first.textContent = 'tre';
    take(['1', '2', '3']);
    expect(found()).toEqual([null, '2', '3']);
  });

  it('takes nothing of a row that was another one when the scripts were asked, and is itself again', async () => {
    const take = ids.ask(document);
    const [first] = rows();
    if (first) first.textContent = 'tre';
    await Promise.resolve();
    if (first) first.textContent = 'uno';
    take(['1', '2', '3']);
    expect(found()).toEqual([null, '2', '3']);
  });

  it('takes nothing where the answer counts more rows, or fewer', () => {
    ids.ask(document)(['1', '2']);
    expect(found()).toEqual([null, null, null]);
    ids.ask(document)(['1', '2', '3', '4']);
    expect(found()).toEqual([null, null, null]);
  });

  it('takes nothing of a row that came meanwhile', () => {
    const take = ids.ask(document);
    document.body.insertAdjacentHTML('beforeend', '<p class="row">tre</p>');
    take(['1', '2', '3']);
    expect(found()).toEqual(['1', '2', '3', null]);
  });

  it('takes no id of another form than the adapter knows', () => {
    ids.ask(document)(['../1', '2', '3']);
    expect(found()).toEqual([null, '2', '3']);
  });

  it('drops what it knew when the page tells nothing any more', () => {
    ids.ask(document)(['1', '2', '3']);
    ids.ask(document)([]);
    expect(found()).toEqual([null, null, null]);
  });

  it('looks at the page no more once it was answered', async () => {
    ids.ask(document)(['1', '2', '3']);
    const asked = vi.spyOn(document, 'querySelectorAll');
    document.body.append('x');
    await Promise.resolve();
    expect(asked).not.toHaveBeenCalled();
  });
});
