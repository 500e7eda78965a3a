// @vitest-environment jsdom
// Gmail on pages of our own, ordinary and hostile; the live service was not asked.
import { describe, expect, it } from 'vitest';
import { gmail } from '../../lib/webmail/gmail';
import { buildPage, type Mail, ORDINARY, RECEIPT, toMarkup } from './build-page';

const HOST = 'https://mail.google.com';
const ID = '18d4a0b1c2d3e4f5';

const toMessage = (id: string, { sender, attachments, body }: Mail, isOpen = true): string =>
  `<div class="adn" data-message-id="#msg-f:1789" data-legacy-message-id="${toMarkup(id)}"><span class="gD" email="${toMarkup(sender)}">x</span>
  ${isOpen ? `<div class="a3s aiL">${body}</div>` : ''}${attachments
    .map((name) => `<span class="aZo" download_url="application/xml:${toMarkup(name)}:${HOST}/mail/u/0?x">.</span>`)
    .join('')}</div>`;
const toThread = (subject: string, messages: string): string => `<div class="if"><h2 class="hP">${toMarkup(subject)}</h2>${messages}</div>`;
const toRow = ({ subject, sender }: Mail): string =>
  `<table><tr class="zA"><td class="yW"><span email="${toMarkup(sender)}">x</span></td><td><span class="bog"><span data-thread-id="#thread-f:1789"
  data-legacy-thread-id="${ID}">${toMarkup(subject)}</span></span><span class="y2">POSTA CERTIFICATA: x</span></td></tr></table>`;

const createPage = (content: string, { path = '/mail/u/0/', origin = HOST, timeOrigin = 1 } = {}): Document =>
  buildPage(`<html><body>${content}</body></html>`, { path, origin, timeOrigin });
const PAGE = toThread(RECEIPT.subject, toMessage(ID, RECEIPT));

describe('recognises', () => {
  it('the service by its host and the place of an account', () => {
    expect(gmail.recognises(createPage(''))).toBe(true);
    expect(gmail.recognises(createPage('', { path: '/mail/b/abc-1/u/3/' }))).toBe(true);
    for (const path of ['/', '/mail/', '/mail/u/0/h/1', '/mail/u/0/../1/x', '/mail/u/x/'])
      expect(gmail.recognises(createPage('', { path }))).toBe(false);
    expect(gmail.recognises(createPage(PAGE, { origin: 'https://mail.google.com.evil.example' }))).toBe(false);
    expect(gmail.openMessages(createPage(PAGE, { origin: 'https://evil.example' }))).toEqual([]);
  });
});

describe('an open message', () => {
  it('is asked for at its account; a redirect is no expired session, and octets that nobody has compared condemn nothing', () => {
    expect(gmail.openMessages(createPage(PAGE, { path: '/mail/u/1/?x=y#inbox/abc' }))).toMatchObject([
      {
        anchor: { className: 'adn' },
        source: { url: `${HOST}/mail/u/1/?view=att&th=${ID}&attid=0&disp=comp&safe=1&zw`, fidelity: 'lossy', leadsElsewhere: true },
        ...{ isPart: false, looksLikePec: true },
      },
    ]);
  });

  it.each([
    [{ ...ORDINARY, sender: RECEIPT.sender }, 'Pranzo', true],
    [{ ...ORDINARY, attachments: ['daticert.xml'] }, 'Pranzo', true],
    [ORDINARY, 'ACCETTAZIONE: x', true],
    [ORDINARY, 'Pranzo', false],
  ])('%j under the subject %s looks like PEC: %s', (mail, subject, expected) => {
    expect(gmail.openMessages(createPage(toThread(subject, toMessage(ID, mail))))[0]?.looksLikePec).toBe(expected);
  });

  it('is each unfolded one of a conversation, and follows the page when it is drawn anew', () => {
    const [first, second, third] = ['1', '2', '3'].map((end) => `${ID.slice(1)}${end}`) as [string, string, string];
    const page = createPage(
      toThread('Offerta', toMessage(first, RECEIPT) + toMessage(second, ORDINARY, false) + toMessage(third, ORDINARY)),
    );
    const ids = (): (string | null)[] => gmail.openMessages(page).map(({ source }) => new URL(source.url).searchParams.get('th'));
    expect(ids()).toEqual([first, third]);
    (page.querySelector('.if') as Element).innerHTML = toMessage(second, ORDINARY);
    expect(ids()).toEqual([second]);
  });
});

it('accounts, logins and loads of the page never share a name', () => {
  const views = [{}, { path: '/mail/u/1/' }, { timeOrigin: 2 }];
  expect(new Set(views.map((view) => gmail.openMessages(createPage(PAGE, view))[0]?.key)).size).toBe(3);
});

describe('the list', () => {
  it('hints by subject and sender, and knows no message', () => {
    const rows = gmail.listRows(createPage(toRow(RECEIPT) + toRow(ORDINARY)));
    expect(rows.map(({ key, looksLikePec }) => [key, looksLikePec])).toEqual([
      [null, true],
      [null, false],
    ]);
  });

  it('that no longer has the known parts is told', () => {
    expect(gmail.selfCheck(createPage(toRow(RECEIPT)))).toEqual([]);
    expect(gmail.selfCheck(createPage('<table><tr class="zA"><td>CONSEGNA: x</td></tr></table>'))).toMatchObject([
      { code: 'list-changed' },
    ]);
  });
});

describe('a conversation', () => {
  it('whose messages can no longer be read is told, and one that is folded or in another view is none', () => {
    const renamed = toMessage(ID, RECEIPT).replaceAll('data-legacy-message-id', 'data-mid');
    expect(gmail.selfCheck(createPage(toThread(RECEIPT.subject, renamed)))).toMatchObject([{ code: 'message-changed' }]);
    expect(gmail.selfCheck(createPage(toThread(RECEIPT.subject, '')))).toMatchObject([{ code: 'message-changed' }]);
    for (const content of [PAGE, toThread('x', toMessage(ID, RECEIPT, false)), toRow(RECEIPT), ''])
      expect(gmail.selfCheck(createPage(content))).toEqual([]);
  });
});

describe('a mail', () => {
  it('that imitates messages and rows gets neither card, mark nor hint by it', () => {
    const body = PAGE + toRow(RECEIPT);
    const page = createPage(toThread('Pranzo', toMessage('18d4000000000000', { ...ORDINARY, body })));
    expect(gmail.openMessages(page).map(({ source, looksLikePec }) => [source.url.includes(ID), looksLikePec])).toEqual([[false, false]]);
    expect(gmail.listRows(page)).toEqual([]);
  });

  it.each(['', '5', '../18d4a0b1', '18d4a0b1&th=2', "18d4a0b1'", '18d4a0b1"', '18D4A0B1', '18d4a0b1#', 'f'.repeat(21)])(
    'with the id %j is none',
    (id) => {
      expect(gmail.openMessages(createPage(toThread('CONSEGNA: x', toMessage(id, RECEIPT))))).toEqual([]);
    },
  );
});
