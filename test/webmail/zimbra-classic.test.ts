// @vitest-environment jsdom
// Zimbra's classic client on pages of our own, ordinary and hostile; no live server was asked.
import { describe, expect, it } from 'vitest';
import { zimbraClassic } from '../../lib/webmail/zimbra-classic';
import { HOSTILE_IDS, ORDINARY, ORIGIN, RECEIPT } from './build-page';
import { createZimbraPage, TOKEN, toConversation, toPane, toRow } from './zimbra-classic-pages';

const FAKES = `<div id="zv__x"><table id="zv__x_headerElement" class="MsgHeaderTable"><tr><td class="SubjectCol">CONSEGNA: x</td></tr>
  <tr><td class="MessageHeaderAttachments"><a href="/service/home/~/?auth=co&id=666&part=2">daticert.xml</a></td></tr></table></div>
  <div id="main_MSGC666" class="ZmMailMsgCapsuleView Expanded"><div class="Conv2MsgHeader">posta-certificata@x.example</div></div>
  <li id="zli__TV-main__666"><div id="zlif__TV-main__666__su">CONSEGNA: x</div></li>`;
const UUID = '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f';

describe('recognises', () => {
  it('the client by its script in the head and its shell', () => {
    expect(zimbraClassic.recognises(createZimbraPage(''))).toBe(true);
    expect(zimbraClassic.recognises(createZimbraPage('', { token: '' }))).toBe(false);
  });

  it('nothing by what a mail can bring', () => {
    const script = `<script>window.appContextPath = "";\nwindow.csrfToken = "${TOKEN}";</script>`;
    expect(zimbraClassic.recognises(createZimbraPage(`${script}${FAKES}`, { head: '<head></head>' }))).toBe(false);
  });

  it('no separate window, whose token is that of another one', () => {
    const head = '<head><script>window.appContextPath = "";\nwindow.csrfToken = window.opener.csrfToken;</script></head>';
    expect(zimbraClassic.recognises(createZimbraPage('', { head }))).toBe(false);
  });
});

describe('the pane', () => {
  it('names the message by the links of its attachments, and its exact source', () => {
    const page = createZimbraPage(toPane({ id: '259', mail: RECEIPT }));
    expect(zimbraClassic.openMessages(page)).toMatchObject([
      {
        anchor: { id: 'zv__TV-main__MSG_headerElement' },
        source: { url: `${ORIGIN}/service/home/~/?auth=co&id=259`, headers: {}, fidelity: 'exact' },
        ...{ isPart: false, looksLikePec: true },
      },
    ]);
    expect(zimbraClassic.selfCheck(page)).toEqual([]);
  });

  it('of a folder that another account shares names that account too', () => {
    const [message] = zimbraClassic.openMessages(createZimbraPage(toPane({ id: `${UUID}:259`, mail: RECEIPT })));
    expect(new URL(message?.source.url ?? '').searchParams.get('id')).toBe(`${UUID}:259`);
  });

  it('tells another message once the page was drawn anew', () => {
    const page = createZimbraPage(toPane({ id: '259', mail: RECEIPT }));
    const [before] = zimbraClassic.openMessages(page);
    (page.getElementById('z_shell') as Element).innerHTML = toPane({ id: '260', mail: ORDINARY });
    const [after] = zimbraClassic.openMessages(page);
    expect([after?.key === before?.key, after?.looksLikePec, after?.source.url.endsWith('id=260')]).toEqual([false, false, true]);
  });

  it.each([
    ['no attachment', []],
    ['attachments of two messages', ['/service/home/~/?auth=co&id=259&part=2', '/service/home/~/?auth=co&id=260&part=2']],
    ['a link to another host', ['https://evil.example/service/home/~/?auth=co&id=259&part=2']],
    ['a link to a whole message', ['/service/home/~/?auth=co&id=259']],
    ['a link elsewhere', ['/service/soap/?id=259&part=2']],
    ['a link that is none', ['http://[/?id=259&part=2']],
  ])('with %s is no message', (_, links) => {
    expect(zimbraClassic.openMessages(createZimbraPage(toPane({ id: '259', mail: RECEIPT, links })))).toEqual([]);
  });

  it('is not led to another message by a link in the subject', () => {
    const page = createZimbraPage(toPane({ id: '259', mail: RECEIPT }));
    const link = '<a href="/service/home/~/?auth=co&id=666&part=2">x</a>';
    (page.querySelector('.SubjectCol') as Element).innerHTML = link;
    expect(zimbraClassic.openMessages(page)[0]?.source.url).toMatch(/id=259$/);
  });
});

describe('a conversation', () => {
  const page = createZimbraPage(
    toConversation('POSTA CERTIFICATA: offerta', [
      { id: '259', mail: RECEIPT, isOpen: true },
      { id: '260', mail: ORDINARY, isOpen: false },
      { id: '261', mail: ORDINARY, isOpen: true },
    ]),
  );

  it('has a message for each that is open, above its own header', () => {
    const messages = zimbraClassic.openMessages(page);
    expect(messages.map(({ source }) => source.url.split('id=')[1])).toEqual(['259', '261']);
    expect(messages.map(({ anchor }) => anchor.id)).toEqual(['main_MSGC259_header', 'main_MSGC261_header']);
  });
});

describe('a body without the header above it', () => {
  const conversation = toConversation('x', [{ id: '259', mail: RECEIPT, isOpen: true }]);
  it.each([
    ['in the pane', toPane({ id: '259', mail: RECEIPT }).replaceAll('_headerElement', '_head')],
    ['in a conversation', conversation.replaceAll('Conv2MsgHeader', 'MsgHead')],
  ])('is told %s', (_, content) => {
    expect(zimbraClassic.selfCheck(createZimbraPage(content))).toMatchObject([{ code: 'message-changed' }]);
  });

  it('is not where the header is there, whether or not a message is known by it', () => {
    for (const content of [toPane({ id: '259', mail: RECEIPT, links: [] }), conversation, ''])
      expect(zimbraClassic.selfCheck(createZimbraPage(content))).toEqual([]);
  });
});

describe('the list', () => {
  it('names messages as the pane does, and leaves the fragment of the body out of its hint', () => {
    const rows = toRow({ id: '259', mail: RECEIPT }) + toRow({ id: '260', mail: ORDINARY });
    const page = createZimbraPage(rows + toPane({ id: '259', mail: RECEIPT }));
    const listed = zimbraClassic.listRows(page);
    expect(listed.map(({ looksLikePec }) => looksLikePec)).toEqual([true, false]);
    expect(listed[0]?.key).toBe(zimbraClassic.openMessages(page)[0]?.key);
    expect(listed[0]).toMatchObject({ slot: { id: 'zlif__TV-main__259__su' } });
  });

  it('of conversations knows the message of those that have one only', () => {
    const rows = toRow({ id: '-259', mail: RECEIPT, view: 'CLV-main' }) + toRow({ id: '300', mail: RECEIPT, view: 'CLV-main' });
    const page = createZimbraPage(rows + toPane({ id: '259', mail: RECEIPT }));
    expect(zimbraClassic.listRows(page).map(({ key }) => key)).toEqual([zimbraClassic.openMessages(page)[0]?.key, null]);
  });

  it('that no longer has the known parts is told', () => {
    expect(zimbraClassic.selfCheck(createZimbraPage('<li id="zli__TV-main__259">CONSEGNA: x</li>'))).toMatchObject([
      { code: 'list-changed' },
    ]);
  });
});

it('two logins and two hosts never share a name', () => {
  const content = toPane({ id: '259', mail: RECEIPT });
  const pages = [
    createZimbraPage(content),
    createZimbraPage(content, { token: `${TOKEN}x` }),
    createZimbraPage(content, { origin: 'https://b.example' }),
  ];
  expect(new Set(pages.map((page) => zimbraClassic.openMessages(page)[0]?.key)).size).toBe(3);
});

describe('a mail', () => {
  it('that imitates headers, messages and rows gets neither card, mark nor hint by it', () => {
    const page = createZimbraPage(toPane({ id: '259', mail: { ...ORDINARY, body: FAKES } }));
    const messages = zimbraClassic.openMessages(page);
    expect(messages.map(({ source, looksLikePec }) => [source.url.split('id=')[1], looksLikePec])).toEqual([['259', false]]);
    expect(messages[0]?.anchor.closest('.MsgBody')).toBeNull();
    expect(zimbraClassic.listRows(page)).toEqual([]);
  });

  it('in a conversation neither', () => {
    const page = createZimbraPage(toConversation('Pranzo', [{ id: '259', mail: { ...ORDINARY, body: FAKES }, isOpen: true }]));
    expect(zimbraClassic.openMessages(page).map(({ source }) => source.url.split('id=')[1])).toEqual(['259']);
  });

  it.each(HOSTILE_IDS)('with the id %j is none', (id) => {
    const content =
      toPane({ id, mail: RECEIPT }) + toConversation('x', [{ id, mail: RECEIPT, isOpen: true }]) + toRow({ id, mail: RECEIPT });
    const page = createZimbraPage(content);
    expect(zimbraClassic.openMessages(page)).toEqual([]);
    expect(zimbraClassic.listRows(page).filter(({ key }) => key !== null)).toEqual([]);
  });

  it('is offered by no page without a session', () => {
    const page = createZimbraPage(toPane({ id: '259', mail: RECEIPT }) + toRow({ id: '259', mail: RECEIPT }), { token: 'kurz' });
    expect([zimbraClassic.openMessages(page), zimbraClassic.listRows(page)]).toEqual([[], []]);
    expect(zimbraClassic.selfCheck(page)).toMatchObject([{ code: 'session-unknown' }]);
  });
});
