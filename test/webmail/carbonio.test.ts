// @vitest-environment jsdom
// Carbonio on pages of our own, ordinary and hostile; no live server was asked.
import { describe, expect, it } from 'vitest';
import { carbonio } from '../../lib/webmail/carbonio';
import { HOSTILE_IDS, ORDINARY, ORIGIN, RECEIPT } from './build-page';
import { createCarbonioPage, toPanel, toPreview, toRow } from './carbonio-pages';

const PANEL = toPanel(RECEIPT.subject, toPreview('259', RECEIPT));
const openIds = (page: Document): (string | null)[] =>
  carbonio.openMessages(page).map(({ source }) => new URL(source.url).searchParams.get('id'));

describe('recognises', () => {
  it('the module by its address and a script of the head', () => {
    expect(carbonio.recognises(createCarbonioPage(''))).toBe(true);
    expect(carbonio.recognises(createCarbonioPage('', { path: '/mails/' }))).toBe(false);
    expect(carbonio.recognises(createCarbonioPage('<script src="/static/iris/x.js"></script>', { head: '' }))).toBe(false);
  });
});

describe('an open message', () => {
  it('is named by its preview, with its exact source', () => {
    expect(carbonio.openMessages(createCarbonioPage(PANEL))).toMatchObject([
      {
        anchor: { dataset: { testid: 'MailPreview-259' } },
        source: { url: `${ORIGIN}/service/home/~/?auth=co&id=259`, fidelity: 'exact' },
        ...{ isPart: false, looksLikePec: true },
      },
    ]);
  });

  it.each([
    [{ ...ORDINARY, sender: RECEIPT.sender }, 'Pranzo', true],
    [{ ...ORDINARY, attachments: ['postacert.eml'] }, 'Pranzo', true],
    [ORDINARY, 'ACCETTAZIONE: x', true],
    [ORDINARY, 'Pranzo', false],
  ])('%j under the subject %s looks like PEC: %s', (mail, subject, expected) => {
    expect(carbonio.openMessages(createCarbonioPage(toPanel(subject, toPreview('259', mail))))[0]?.looksLikePec).toBe(expected);
  });

  it('is each unfolded one of a conversation, above its own header', () => {
    const previews = toPreview('259', RECEIPT) + toPreview('260', ORDINARY, false) + toPreview('261', ORDINARY);
    const page = createCarbonioPage(toPanel('Offerta', previews), { path: '/carbonio/mails/folder/2/conversation/300' });
    expect(openIds(page)).toEqual(['259', '261']);
  });

  it('is none where a message attached to another is shown under its number', () => {
    expect(openIds(createCarbonioPage(PANEL, { path: '/carbonio/focus-mode/mail-view/eml/259/2' }))).toEqual([]);
  });

  it('follows the page when it is drawn anew', () => {
    const page = createCarbonioPage(PANEL);
    (page.getElementById('app') as Element).innerHTML = toPanel('Pranzo', toPreview('260', ORDINARY));
    expect(openIds(page)).toEqual(['260']);
  });
});

describe('the list', () => {
  it('names messages as the pane does, and leaves the fragment of the body out of its hint', () => {
    const page = createCarbonioPage(toRow('259', RECEIPT) + toRow('260', ORDINARY) + PANEL);
    const rows = carbonio.listRows(page);
    expect(rows.map(({ looksLikePec }) => looksLikePec)).toEqual([true, false]);
    expect(rows[0]?.key).toBe(carbonio.openMessages(page)[0]?.key);
    expect(carbonio.selfCheck(page)).toEqual([]);
  });

  it('of conversations knows the message of those that have one only', () => {
    const page = createCarbonioPage(toRow('-259', RECEIPT, 'Conversation') + toRow('300', RECEIPT, 'Conversation') + PANEL);
    expect(carbonio.listRows(page).map(({ key }) => key)).toEqual([carbonio.openMessages(page)[0]?.key, null]);
  });

  it('that no longer has the known parts is told', () => {
    const page = createCarbonioPage('<div data-testid="MessageListItem-5">CONSEGNA: x</div>', { path: '/carbonio/mails/folder/2' });
    expect(carbonio.selfCheck(page)).toMatchObject([{ code: 'list-changed' }]);
  });
});

it('two loads of the page and two hosts never share a name', () => {
  const views = [{}, { timeOrigin: 9 }, { origin: 'https://b.example' }];
  expect(new Set(views.map((view) => carbonio.openMessages(createCarbonioPage(PANEL, view))[0]?.key)).size).toBe(3);
});

describe('a message that the address names', () => {
  it('is told to be out of reach where no preview of it is known, in whichever view', () => {
    const renamed = PANEL.replaceAll('MailPreview-', 'Preview-');
    for (const path of ['/carbonio/mails/folder/2/message/259', '/carbonio/mails/folder/2/conversation/300'])
      expect(carbonio.selfCheck(createCarbonioPage(renamed, { path }))).toMatchObject([{ code: 'message-changed' }]);
  });

  it('is not where it is folded, and nothing is missing in a bare folder', () => {
    expect(carbonio.selfCheck(createCarbonioPage(toPanel('x', toPreview('259', RECEIPT, false))))).toEqual([]);
    expect(carbonio.selfCheck(createCarbonioPage('', { path: '/carbonio/mails/folder/2' }))).toEqual([]);
  });
});

describe('a mail', () => {
  it('that imitates previews and rows gets neither card, mark nor hint by it', () => {
    const fakes = toPanel('CONSEGNA: x', toPreview('666', RECEIPT)) + toRow('666', RECEIPT);
    const page = createCarbonioPage(toPanel('Pranzo', toPreview('259', { ...ORDINARY, body: fakes })));
    expect(carbonio.openMessages(page).map(({ source, looksLikePec }) => [source.url.split('id=')[1], looksLikePec])).toEqual([
      ['259', false],
    ]);
    expect(carbonio.listRows(page)).toEqual([]);
  });

  it.each(HOSTILE_IDS)('with the id %j is none', (id) => {
    const page = createCarbonioPage(toRow(id, RECEIPT) + toRow(`-${id}`, RECEIPT, 'Conversation') + toPanel('x', toPreview(id, RECEIPT)));
    expect(openIds(page)).toEqual([]);
    expect(carbonio.listRows(page).filter(({ key }) => key !== null)).toEqual([]);
  });
});
