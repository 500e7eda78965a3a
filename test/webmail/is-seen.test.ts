// @vitest-environment jsdom
// Whether the card is seen: what a page may do to hide or cover it, from inside its frame and from outside, and what it may do without hiding it.
import { beforeEach, describe, expect, it } from 'vitest';
import { isSeen, isUnveiled } from '../../lib/webmail/sight/is-seen';
import { playLayout } from './play-layout';

const WINDOW = { width: 1000, height: 800 };
const CARD = '<div id="card" data-box="300 100 400 120"></div>';
const VEIL = '<div data-box="0 0 1000 800"></div>';

const show = (markup: string): Element => {
  document.body.innerHTML = markup;
  return document.getElementById('card') as Element;
};
/** The card in a pane of its own, as Roundcube has it: a frame at 250, 200. */
const showFramed = (outer: (frame: string) => string, inner = '<div id="card" data-box="10 10 400 120"></div>'): Element => {
  document.body.innerHTML = outer('<iframe id="pane" data-box="250 200 500 500"></iframe>');
  const page = document.querySelector('iframe')?.contentDocument as Document;
  playLayout(page, { width: 500, height: 500 });
  page.body.innerHTML = inner;
  return page.getElementById('card') as Element;
};

beforeEach(() => {
  playLayout(document, WINDOW);
});

describe('a card', () => {
  it('that lies open is seen', () => expect(isSeen(show(CARD))).toBe(true));

  it('with a small button of the webmail over its last corner is seen', () => {
    expect(isSeen(show(`${CARD}<i data-box="660 100 40 16"></i>`))).toBe(true);
  });

  it('that the page took away is not, nor one that was never there', () => {
    const card = show(CARD);
    card.remove();
    expect([isSeen(card), isSeen(document.createElement('div'))]).toEqual([false, false]);
  });

  it.each([
    ['a veil over the whole page', CARD + VEIL],
    ['a veil over its middle', `${CARD}<i data-box="480 140 40 40"></i>`],
    ['a veil over its verdict alone, in a corner', `${CARD}<i data-box="300 100 60 20"></i>`],
    ['a veil over its right half', `${CARD}<i data-box="510 90 300 200"></i>`],
    ['an ancestor that is not drawn', `<section hidden>${CARD}</section>`],
    ['an ancestor nearly as thin as air', `<div style="opacity:0.1">${CARD}</div>`],
    ['several that are half so', `<div style="opacity:0.6"><div style="opacity:0.6">${CARD}</div></div>`],
    ['an ancestor beyond the left edge', '<div id="card" data-box="-9999 100 400 120"></div>'],
    ['an ancestor above the upper edge', '<div id="card" data-box="300 -500 400 120"></div>'],
    ['most of it beyond the edge', '<div id="card" data-box="-300 100 400 120"></div>'],
    ['a place beyond what can be scrolled to', '<div id="card" data-box="300 5000 400 120"></div>'],
    ['drawing it as small as a stamp', '<div id="card" data-box="300 100 400 120" data-scale="0.1"></div>'],
    ['no room at all', '<div id="card" data-box="300 100 400 0"></div>'],
    [
      'a pane that scrolls and has no height',
      `<div style="overflow-y:auto" data-box="300 100 400 0" data-scroll-height="400">${CARD}</div>`,
    ],
    ['a place in a pane that no scrolling reaches', `<div style="overflow-y:auto" data-box="300 300 400 200">${CARD}</div>`],
  ])('is hidden by %s', (_, markup) => expect(isSeen(show(markup))).toBe(false));

  it.each([
    [
      'scrolled out of its pane, below',
      `<div style="overflow-y:auto" data-box="300 300 400 200" data-scroll-height="900">${CARD}</div>`,
      400,
    ],
    [
      'half scrolled out of its pane',
      `<b data-box="300 0 400 150"></b><div style="overflow-y:auto" data-box="300 150 400 300" data-scroll-height="900">${CARD}</div>`,
      90,
    ],
  ])('%s is where a person can get to', (_, markup, scrollTop) => {
    const card = show(markup);
    (card.parentElement as Element).scrollTop = scrollTop;
    expect(isSeen(card)).toBe(true);
  });

  it('in a positioned box is not held back by a pane that the box escapes from', () => {
    const card = show(`<div style="overflow:auto" data-box="0 0 50 50"><div style="position:absolute">${CARD}</div></div>`);
    expect(isSeen(card)).toBe(true);
  });

  it('further down in a page that scrolls is where a person can get to, and in one that is locked nowhere', () => {
    document.documentElement.setAttribute('data-scroll-height', '9000');
    const card = show('<div id="card" data-box="300 5000 400 120"></div>');
    expect(isSeen(card)).toBe(true);
    document.documentElement.style.overflowY = 'hidden';
    expect(isSeen(card)).toBe(false);
    document.documentElement.removeAttribute('style');
    document.documentElement.removeAttribute('data-scroll-height');
  });
});

describe('a card in an open shadow root', () => {
  it('is seen, and covered by what lies outside of it', () => {
    document.body.innerHTML = '<div id="host" data-box="300 100 400 120"></div>';
    const root = document.getElementById('host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    root.innerHTML = '<div data-box="300 100 400 120"></div>';
    const card = root.firstElementChild as Element;
    // As Firefox does: of what lies outside it tells nothing.
    root.elementFromPoint = () => null;
    expect(isSeen(card)).toBe(true);
    document.body.insertAdjacentHTML('beforeend', VEIL);
    expect(isSeen(card)).toBe(false);
  });
});

describe('a card in a frame', () => {
  it('is seen', () => expect(isSeen(showFramed((frame) => frame))).toBe(true));

  it.each([
    ['a veil over the frame', (frame: string) => frame + VEIL],
    ['a veil in the page around, over the card alone', (frame: string) => `${frame}<i data-box="260 210 400 120"></i>`],
    ['an ancestor of the frame that is not drawn', (frame: string) => `<p hidden>${frame}</p>`],
    ['a frame as thin as air', (frame: string) => frame.replace('<iframe', '<iframe style="opacity:0.05"')],
    ['an invisible frame', (frame: string) => frame.replace('<iframe', '<iframe style="visibility:hidden"')],
    ['a frame beyond the edge', (frame: string) => frame.replace('250 200', '-900 200')],
    ['a frame drawn small', (frame: string) => frame.replace('<iframe', '<iframe data-scale="0.2"')],
  ])('is hidden by %s', (_, outer) => expect(isSeen(showFramed(outer))).toBe(false));

  it('adds up what frame and page do to it', () => {
    const inner = '<div style="opacity:0.6"><div id="card" data-box="10 10 400 120"></div></div>';
    expect(isSeen(showFramed((frame) => frame, inner))).toBe(true);
    expect(isSeen(showFramed((frame) => `<div style="opacity:0.6">${frame}</div>`, inner))).toBe(false);
  });

  it('is seen beside what covers another part of the frame', () => {
    expect(isSeen(showFramed((frame) => `${frame}<i data-box="250 500 500 200"></i>`))).toBe(true);
  });
});

describe('a veil that lets the mouse through', () => {
  const veil = (style: string, inside = ''): string => `<section data-through style="${style}" data-box="0 0 1000 800">${inside}</section>`;

  it.each([
    ['of paint', 'background-color:#fff'],
    ['half of paint', 'background-color:rgba(255, 255, 255, 0.6)'],
    ['of a picture', 'background-image:url(x.png)'],
  ])('%s hides the card, though it is on top for the mouse', (_, style) => {
    const card = show(CARD + veil(style));
    expect([isSeen(card), isUnveiled(card)]).toEqual([true, false]);
  });

  it.each([
    ['an image', '<img data-through data-box="0 0 1000 800">'],
    ['other words', veil('', 'Ricevuta: autentica')],
    ['two that are thin', veil('background-color:rgba(255, 255, 255, 0.4)') + veil('background-color:rgba(255, 255, 255, 0.4)')],
    ['one over its verdict alone', '<i data-through style="background-color:#fff" data-box="300 100 60 20"></i>'],
  ])('that is %s hides the card', (_, markup) => expect(isUnveiled(show(CARD + markup))).toBe(false));

  it.each([
    ['is clear', veil('')],
    ['is barely coloured', veil('background-color:rgba(0, 0, 0, 0.1)')],
    ['is as thin as air', veil('background-color:#fff;opacity:0.1')],
    ['lies below', ''],
  ])('that %s hides nothing', (_, markup) => expect(isUnveiled(show(`${veil('background-color:#fff')}${CARD}${markup}`))).toBe(true));

  it('around the frame hides the card in it', () => {
    const over = veil('background-color:#fff');
    expect(isUnveiled(showFramed((frame) => frame))).toBe(true);
    expect(isUnveiled(showFramed((frame) => frame + over))).toBe(false);
  });
});
