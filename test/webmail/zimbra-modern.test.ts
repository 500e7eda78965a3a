// @vitest-environment jsdom
// Zimbra's modern client on pages of our own, ordinary and hostile; no live server was asked.
import { describe, expect, it } from 'vitest';
import { zimbraModern } from '../../lib/webmail/zimbra-modern';
import { buildPage, HOSTILE_IDS, type Mail, ORDINARY, ORIGIN, RECEIPT, toMarkup } from './build-page';

const PATH = '/modern/email/Inbox/message/259';

const toRow = (id: string, { subject }: Mail): string =>
  `<div id="mail_item_${toMarkup(id)}" class="zimbra-client_mail-list-item_message"><h4 class="zimbra-client_mail-list-item_subject"
  title="${toMarkup(subject)}">${toMarkup(subject)}</h4><span class="fragment">POSTA CERTIFICATA: x</span></div>`;
const toViewer = ({ subject, attachments, body }: Mail): string =>
  `<div class="zimbra-client_viewer"><div class="zimbra-client_viewer-title_headerText">${toMarkup(subject)}</div>
  <div class="zimbra-client_attachment-grid_attachments">${attachments.map((name) => `<span>${toMarkup(name)}</span>`).join('')}</div>
  <div class="zimbra-client_html-viewer_inner">${body}</div></div>`;

const createPage = (content: string, at: { path?: string; origin?: string; timeOrigin?: number; cookie?: string } = {}): Document =>
  buildPage(`<html><body><div id="root">${content}</div></body></html>`, { path: PATH, cookie: 'ZM_TEST=true', ...at });
const openIds = (page: Document): (string | null)[] =>
  zimbraModern.openMessages(page).map(({ source }) => new URL(source.url).searchParams.get('id'));

describe('recognises', () => {
  it('the client by its address and the cookie of its login', () => {
    expect(zimbraModern.recognises(createPage(''))).toBe(true);
    expect(zimbraModern.recognises(createPage('', { cookie: '' }))).toBe(false);
    expect(zimbraModern.recognises(createPage(toViewer(RECEIPT), { path: '/mail/message/259' }))).toBe(false);
    expect(zimbraModern.recognises(createPage('', { path: '/moderno/', cookie: 'XZM_TEST=1' }))).toBe(false);
  });
});

describe('an open message', () => {
  it('is named by the address, with its exact source', () => {
    expect(zimbraModern.openMessages(createPage(toViewer(RECEIPT)))).toMatchObject([
      {
        anchor: { className: 'zimbra-client_viewer' },
        source: { url: `${ORIGIN}/service/home/~/?auth=co&id=259`, fidelity: 'exact' },
        ...{ isPart: false, looksLikePec: true },
      },
    ]);
  });

  it('is known in a conversation of one message, and not in a longer one', () => {
    expect(openIds(createPage(toViewer(RECEIPT), { path: '/modern/email/Inbox/conversation/-259' }))).toEqual(['259']);
    expect(openIds(createPage(toViewer(RECEIPT), { path: '/modern/email/Inbox/conversation/300' }))).toEqual([]);
  });

  it('is none while the viewer still shows the one before', () => {
    const rows = toRow('259', RECEIPT) + toRow('260', ORDINARY);
    expect(openIds(createPage(rows + toViewer(ORDINARY)))).toEqual([]);
    expect(openIds(createPage(rows + toViewer(RECEIPT)))).toEqual(['259']);
  });

  it('is none among several viewers, and none without one', () => {
    expect(openIds(createPage(toViewer(RECEIPT) + toViewer(RECEIPT)))).toEqual([]);
    expect(openIds(createPage(''))).toEqual([]);
  });
});

describe('the list', () => {
  it('has the name of a message that it surely knows, and hints by the subject', () => {
    const page = createPage(toRow('259', RECEIPT) + toRow('300', RECEIPT) + toRow('-301', ORDINARY) + toViewer(RECEIPT));
    const rows = zimbraModern.listRows(page);
    expect(rows.map(({ key, looksLikePec }) => [key !== null, looksLikePec])).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
    expect(rows[0]?.key).toBe(zimbraModern.openMessages(page)[0]?.key);
    expect(zimbraModern.selfCheck(page)).toEqual([]);
  });

  it('that no longer has the known parts is told', () => {
    expect(zimbraModern.selfCheck(createPage('<p id="mail_item_5">CONSEGNA: x</p>', { path: '/modern/email/Inbox' }))).toMatchObject([
      { code: 'list-changed' },
    ]);
  });

  it('keeps a name after it was drawn anew, and loses it with the next load of the page', () => {
    const names = [
      createPage(toRow('-259', RECEIPT)),
      createPage(toRow('-259', RECEIPT)),
      createPage(toRow('-259', RECEIPT), { timeOrigin: 9 }),
    ].map((page) => zimbraModern.listRows(page)[0]?.key);
    expect([names[0] === names[1], names[0] === names[2]]).toEqual([true, false]);
    expect(zimbraModern.listRows(createPage(toRow('-259', RECEIPT), { origin: 'https://b.example' }))[0]?.key).not.toBe(names[0]);
  });
});

describe('a message that the address names', () => {
  it.each([
    ['the viewer', toViewer(RECEIPT).replace('zimbra-client_viewer"', 'other"')],
    [
      'its title, by which it would be known from the one before',
      toRow('259', RECEIPT) + toViewer(RECEIPT).replace('viewer-title_headerText', 'other'),
    ],
    ['everything', ''],
  ])('is told to be out of reach without %s', (_, content) => {
    expect(zimbraModern.selfCheck(createPage(content))).toMatchObject([{ code: 'message-changed' }]);
  });

  it('is not while the viewer still shows the one before, nor where no message is open', () => {
    expect(zimbraModern.selfCheck(createPage(toRow('259', RECEIPT) + toRow('260', ORDINARY) + toViewer(ORDINARY)))).toEqual([]);
    for (const path of ['/modern/email/Inbox', '/modern/email/Inbox/conversation/300'])
      expect(zimbraModern.selfCheck(createPage('', { path }))).toEqual([]);
  });
});

describe('a mail', () => {
  it('that imitates viewer, title and rows gets neither card, mark nor hint by it', () => {
    const body = `${toViewer(RECEIPT)}${toRow('-666', RECEIPT)}`;
    const page = createPage(toViewer({ ...ORDINARY, body }));
    const messages = zimbraModern.openMessages(page);
    expect(messages.map(({ looksLikePec }) => looksLikePec)).toEqual([false]);
    expect(messages[0]?.anchor.closest('.zimbra-client_html-viewer_inner')).toBeNull();
    expect(zimbraModern.listRows(page)).toEqual([]);
  });

  it.each(HOSTILE_IDS)('with the id %j is none', (id) => {
    const rows = toRow(id, RECEIPT) + toRow(`-${id}`, RECEIPT);
    const page = createPage(rows + toViewer(RECEIPT), { path: `/modern/email/Inbox/message/${encodeURIComponent(id)}` });
    expect(openIds(page)).toEqual([]);
    expect(zimbraModern.listRows(page).filter(({ key }) => key !== null)).toEqual([]);
  });
});
