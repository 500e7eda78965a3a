// @vitest-environment jsdom
// What SOGo's composer tells of a mail that is being sent: from the press of the button on, never of a draft, and how it ended.
import { describe, expect, it } from 'vitest';
import { sogo } from '../../lib/webmail/sogo';
import { COVERS, createComposerPage, createSogoPage, type Draft } from './sogo-pages';

const DRAFT: Draft = {
  from: 'Studio Ferri <studio@pec.alfa.example>',
  to: ['protocollo@pec.beta.example', '"Rossi, Anna" <anna@pec.gamma.example>', 'gruppo senza indirizzo'],
  cc: ['Copia <copia@posta.example>'],
  subject: ' Offerta ',
};

const cover = (page: Document, state: keyof typeof COVERS): void => {
  const element = page.querySelector('sg-ripple-content');
  if (element) element.innerHTML = COVERS[state];
};
const read = (page: Document) => sogo.sending?.read(page) ?? null;
const notices = (page: Document): boolean[] => sogo.sending?.notices(page).map(({ isSuccess }) => isSuccess) ?? [];

describe('a composer', () => {
  it('tells nothing while the user writes or saves a draft', () => {
    const page = createComposerPage(DRAFT);
    expect([read(page), notices(page)]).toEqual([null, []]);
  });

  it('tells who, to whom and what, once it is handed over', () => {
    const page = createComposerPage(DRAFT);
    cover(page, 'sending');
    expect(read(page)?.composed).toEqual({
      from: 'studio@pec.alfa.example',
      to: ['protocollo@pec.beta.example', 'anna@pec.gamma.example'],
      cc: ['copia@posta.example'],
      subject: 'Offerta',
    });
    expect(notices(page)).toEqual([]);
  });

  it('tells success and failure of the same attempt, and the next attempt apart', () => {
    const page = createComposerPage(DRAFT);
    cover(page, 'sending');
    const first = read(page)?.attempt;
    cover(page, 'error');
    expect([read(page)?.attempt, notices(page)]).toEqual([first, [false]]);
    cover(page, 'none');
    expect(read(page)).toBeNull();
    cover(page, 'sending');
    const second = read(page)?.attempt;
    cover(page, 'sent');
    expect([read(page)?.attempt, notices(page)]).toEqual([second, [true]]);
    expect(second).not.toBe(first);
  });

  it('that shows an end whose beginning nobody saw tells nothing', () => {
    const page = createComposerPage(DRAFT);
    cover(page, 'sent');
    expect(read(page)).toBeNull();
  });

  it.each(['', 'Studio Ferri', 'a b@x.example'])('from "%s" tells nothing', (from) => {
    const page = createComposerPage({ ...DRAFT, from });
    cover(page, 'sending');
    expect(read(page)).toBeNull();
  });

  it('in a page that is not SOGo tells nothing', () => {
    const page = createSogoPage({ script: '', view: createComposerPage(DRAFT).querySelector('md-dialog')?.outerHTML ?? '' });
    cover(page, 'sending');
    expect(read(page)).toBeNull();
  });
});
