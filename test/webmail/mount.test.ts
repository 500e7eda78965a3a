// @vitest-environment jsdom
// What we put into a page: closed, in its place, deaf and mute towards the page, gone when it should be.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drawRowMark } from '../../components/message/row-mark';
import { createMount, isMount, removeLeftovers } from '../../lib/webmail/sight/mount';

const create = (isolated = true) => createMount(document, { kind: 'card', style: '.x{}', isolated });
const spot = () => ({ parent: document.body, before: document.getElementById('anchor') });
const host = (): HTMLElement => document.querySelector<HTMLElement>('[data-ceralacca]') as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<p id="anchor"></p>';
});

describe('createMount', () => {
  it('shows the page a closed host and nothing else', () => {
    const mount = create();
    mount.root.append('verdict');
    mount.place(spot());
    expect(host().nextElementSibling?.id).toBe('anchor');
    expect([host().shadowRoot, host().textContent, document.body.textContent]).toEqual([null, '', '']);
    expect(isMount(host())).toBe(true);
  });

  it('inherits nothing and vanishes on paper', () => {
    expect(create().root.querySelector('style')?.textContent).toMatch(/all:initial!important.*@media print\{:host\{display:none!important/);
  });

  it('comes back where it belongs, and stays put when it is there', () => {
    const mount = create();
    mount.place(spot());
    const insert = vi.spyOn(document.body, 'insertBefore');
    mount.place(spot());
    expect(insert).not.toHaveBeenCalled();
    document.body.innerHTML = '<i></i><p id="anchor"></p>';
    mount.place(spot());
    expect(document.querySelectorAll('[data-ceralacca]')).toHaveLength(1);
    expect(host().nextElementSibling?.id).toBe('anchor');
  });

  it('keeps clicks and keys from the page when isolated, and lets them through when not', () => {
    for (const isolated of [true, false]) {
      const heard: string[] = [];
      const types = ['click', 'mousedown', 'keydown', 'dblclick', 'touchstart'];
      for (const type of types) document.body.addEventListener(type, () => heard.push(type), { once: true });
      const mount = create(isolated);
      const button = document.createElement('button');
      mount.root.append(button);
      mount.place(spot());
      for (const type of types) button.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      expect(heard).toEqual(isolated ? [] : types);
      mount.remove();
    }
  });
});

it('removeLeftovers takes away what an earlier version left, and spares what is ours', () => {
  document.body.innerHTML = '<p id="anchor"></p><div data-ceralacca="card" id="old"></div>';
  create().place(spot());
  removeLeftovers(document);
  expect(document.getElementById('old')).toBeNull();
  expect(host()).not.toBeNull();
});

describe('drawRowMark', () => {
  const draw = (mark: 'hint' | 'verified' | 'inconclusive' | 'failed', title = 't'): HTMLElement => {
    const { root } = create();
    drawRowMark(root, 'failed', { shown: 'x', title: 'old' });
    drawRowMark(root, mark, { shown: 'PEC?', title });
    const [element, ...others] = root.querySelectorAll<HTMLElement>('.mark');
    expect(others).toEqual([]);
    return element as HTMLElement;
  };

  it('writes the neutral hint as words, without a shape', () => {
    expect([draw('hint').textContent, draw('hint').querySelector('svg')]).toEqual(['PEC?', null]);
  });

  it('gives each verdict a shape of its own and a name for screen readers', () => {
    const marks = (['verified', 'inconclusive', 'failed'] as const).map((mark) => draw(mark, mark));
    expect(new Set(marks.map((mark) => mark.querySelector('.solid')?.getAttribute('d'))).size).toBe(3);
    expect(marks.map((mark) => [mark.getAttribute('role'), mark.getAttribute('aria-label')])).toEqual([
      ['img', 'verified'],
      ['img', 'inconclusive'],
      ['img', 'failed'],
    ]);
  });

  it('takes texts as text', () => {
    expect(draw('hint', '<img src=x>').querySelector('img')).toBeNull();
  });
});
