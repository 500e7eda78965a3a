// @vitest-environment jsdom
// A page that no adapter knows: hints that are only hints, and links that are asked for only when they read as harmless.
import { beforeEach, describe, expect, it } from 'vitest';
import { looksLikePecPage } from '../../lib/webmail/generic/find-hint';
import { findOpenSources } from '../../lib/webmail/generic/find-open-sources';
import { findSources, toOwnUrl } from '../../lib/webmail/generic/find-sources';
import { refusesText } from '../../lib/webmail/refuses';

const show = (markup: string): void => {
  document.body.innerHTML = markup;
};
/** A frame of the page's own origin that was loaded from an address, as a webmail's pane is. */
const showFramed = (markup: string, around = ''): Document => {
  show(`${around}<iframe></iframe>`);
  const frame = document.querySelector('iframe')?.contentWindow as Window & typeof globalThis;
  frame.performance.getEntriesByType = () => [{ name: `${document.location.origin}/pane` } as PerformanceEntry];
  const base = frame.document.createElement('base');
  base.href = document.location.href;
  frame.document.head.append(base);
  frame.document.body.innerHTML = markup;
  return frame.document;
};
const origin = document.location.origin;
const paths = (): string[] => findSources(document).map(({ url }) => url.replace(origin, ''));

beforeEach(() => show(''));

describe('refusesText', () => {
  it.each([
    '/mail/delete?id=4',
    '/mail?action=deleteMessage',
    '/mail?do=move_to&folder=Trash',
    '/mail/message/4/send',
    '/logout?next=a.eml',
    '/mail?_action=mark&_flag=read',
    '/mail?cmd=svuotaCestino',
    '/posta/elimina/4.eml',
    'Inoltra messaggio (.eml)',
    'Sposta',
  ])('%s', (text) => expect(refusesText(text)).toBe(true));

  it.each([
    '/mail/4/download.eml',
    '?_task=mail&_action=viewsource&_uid=4',
    '/service/home/~/?auth=co&id=4',
    '/Raw/&q[]=/0/Download/&q[]=/eyJ',
    'Mostra originale',
    'Scarica (.eml)',
    '/model/4.eml',
  ])('not %s', (text) => expect(refusesText(text)).toBe(false));
});

describe('findSources', () => {
  it('puts a file that is called a mail before an address that webmails use, and that before a label', () => {
    show('<a href="/x?id=1">Mostra originale</a><a href="/x?view_source=1">qui</a><a href="/m/1.eml">scarica</a>');
    expect(paths()).toEqual(['/m/1.eml', '/x?view_source=1', '/x?id=1']);
  });

  it('never takes the original inside an envelope for the envelope', () => {
    show('<a href="/a/postacert.eml">postacert.eml</a><a href="/a?part=2">postacert.eml</a>');
    expect(paths()).toEqual([]);
  });

  it.each([
    ['another origin', 'https://altrove.example/1.eml'],
    ['another scheme', 'data:message/rfc822,x.eml'],
    ['a script', 'javascript:alert(1)//x.eml'],
    ['a command that changes the mailbox', '/mail/delete/1.eml'],
    ['the same behind percent signs', '/mail/%64elete/1.eml'],
  ])('leaves %s alone', (_, href) => {
    show(`<a href="${href}">1.eml</a>`);
    expect(paths()).toEqual([]);
  });

  it('leaves a link alone whose label reads as a command', () => {
    show('<a href="/m/1.eml" title="Elimina">x</a>');
    expect(paths()).toEqual([]);
  });

  it('looks through frames of the same origin', () => {
    showFramed('<a href="/m/3.eml">3.eml</a><a href="/m/delete/3.eml">3.eml</a>');
    expect(paths()).toEqual(['/m/3.eml']);
  });

  it('looks through open shadow roots', () => {
    show('<div id="host"></div>');
    const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<a href="/m/2.eml">2.eml</a>';
    expect(paths()).toEqual(['/m/2.eml']);
  });
});

describe('toOwnUrl', () => {
  it('takes what the page itself made for download', () => {
    expect(toOwnUrl(`blob:${origin}/6b1c`, document.location)).toBe(`blob:${origin}/6b1c`);
    expect(toOwnUrl('blob:https://altrove.example/6b1c', document.location)).toBeNull();
  });
});

describe('findOpenSources', () => {
  const links = (count: number): string =>
    Array.from({ length: count }, (_, index) => `<a href="/m/${index}.eml">${index}.eml</a>`).join('');

  it('may confirm, never condemn', () => {
    show(links(1));
    expect(findOpenSources(document, [])).toMatchObject({ status: 'found', isKnown: false, sources: [{ fidelity: 'lossy' }] });
  });

  it('asks the user which one where there is a list', () => {
    show(links(4));
    expect(findOpenSources(document, [])).toEqual({ status: 'several' });
  });

  it('takes the frame that was meant, although the page around it lists many', () => {
    const meant = showFramed('<a href="/m/9.eml">9.eml</a>', links(4)).location.href;
    expect(findOpenSources(document, [], meant)).toMatchObject({ status: 'found', sources: [{ url: `${origin}/m/9.eml` }] });
    expect(findOpenSources(document, [])).toEqual({ status: 'several' });
  });

  it('takes the page where the frame that was meant has nothing, or is none of ours', () => {
    const meant = showFramed('<p>ciao</p>', links(1)).location.href;
    for (const frameUrl of [meant, 'https://altrove.example/'])
      expect(findOpenSources(document, [], frameUrl)).toMatchObject({ status: 'found', sources: [{ url: `${origin}/m/0.eml` }] });
  });

  it('finds nothing where there is nothing', () => {
    show('<a href="/">Posta in arrivo</a>');
    expect(findOpenSources(document, [])).toEqual({ status: 'none' });
  });

  it('prefers what an adapter knows', () => {
    show(`<p id="a"></p>${links(1)}`);
    const source = { url: '/known', headers: {}, fidelity: 'exact' } as const;
    const adapter = {
      ...{ id: 'x', matches: [], isProven: true, recognises: () => true, listRows: () => [], selfCheck: () => [] },
      openMessages: (page: Document) => [{ key: 'k', anchor: page.body, source, isPart: false, looksLikePec: true }],
    };
    expect(findOpenSources(document, [adapter])).toEqual({ status: 'found', isKnown: true, sources: [source] });
  });
});

describe('looksLikePecPage', () => {
  it.each([
    ['a subject', '<td>POSTA CERTIFICATA: offerta</td>'],
    ['a sender', '<span title="posta-certificata@pec.alfa.example">x</span>'],
    ['an attachment', '<a href="/x?name=daticert.xml">allegato</a>'],
    ['an attachment that a label names', '<button aria-label="Apri smime.p7s"></button>'],
  ])('by %s', (_, markup) => {
    show(markup);
    expect(looksLikePecPage(document)).toBe(true);
  });

  it('by what a frame of the same origin shows', () => {
    showFramed('<td>POSTA CERTIFICATA: offerta</td>', '<h1>Posta</h1>');
    expect(looksLikePecPage(document)).toBe(true);
  });

  it('by what an open shadow root shows, in a frame too', () => {
    show('<h1>Posta</h1><div id="host"></div>');
    const root = document.getElementById('host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    root.innerHTML = '<h2>ACCETTAZIONE: offerta</h2>';
    expect(looksLikePecPage(document)).toBe(true);
    const inner = showFramed('<div id="inner"></div>').getElementById('inner')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    expect(looksLikePecPage(document)).toBe(false);
    inner.innerHTML = '<h2>ACCETTAZIONE: offerta</h2>';
    expect(looksLikePecPage(document)).toBe(true);
  });

  it.each([
    ['ordinary words', '<td>Consegna: il pacco</td>'],
    ['a long text that speaks of it', `<p>${'x'.repeat(300)} POSTA CERTIFICATA: x</p>`],
    ['a script', '<script>"POSTA CERTIFICATA: x"</script>'],
  ])('not by %s', (_, markup) => {
    show(markup);
    expect(looksLikePecPage(document)).toBe(false);
  });
});
