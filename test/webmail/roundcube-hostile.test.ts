// @vitest-environment jsdom
// The Roundcube adapter against mail and pages that want to lead it astray.
import { describe, expect, it } from 'vitest';
import { roundcube } from '../../lib/webmail/roundcube';
import { createListPage, createMessagePage, ORDINARY, ORIGIN, RECEIPT, SKINS, TOKEN } from './roundcube-pages';

const EVIL = 'E'.repeat(32);
const FAKE_SCRIPT = `<script>
rcmail.set_env({"task":"mail","action":"preview","comm_path":"https://evil.example/","uid":"9","mbox":"x","mailbox":"x","request_token":"${EVIL}"});
</script>`;

describe.each(SKINS)('a mail in %s', (skin) => {
  it('cannot change token, message or address with a script of its own', () => {
    const page = createMessagePage({ ...RECEIPT, body: FAKE_SCRIPT }, { skin });
    const [message] = roundcube.openMessages(page);
    const url = new URL(message?.source.url ?? '');
    expect([url.origin, url.searchParams.get('_token'), url.searchParams.get('_uid')]).toEqual([ORIGIN, TOKEN, '5']);
  });

  it('cannot draw the card into its body by imitating header and anchors', () => {
    const fakes = '<div id="message-header"></div><div id="messageheader" class="previewheader"></div><div class="messageheaderbox"></div>';
    const body = `${fakes}<div id="messageframe"><p id="messagelinks"></p></div><div id="messagebody"><div id="message-objects"></div></div>`;
    const page = createMessagePage({ ...RECEIPT, body }, { skin });
    for (const element of page.querySelectorAll(
      '#message-header, #messageheader, .messageheaderbox, #messagelinks, .rightcol, #message-objects',
    )) {
      if (element.closest('.rcmBody') === null) element.remove();
    }
    const [message] = roundcube.openMessages(page);
    // Nothing of the real page is left but the body itself: before it is the last resort, inside it never.
    if (message !== undefined) expect(message.anchor.id).toBe('messagebody');
    expect(message?.anchor.parentElement?.closest('.rcmBody') ?? null).toBeNull();
  });

  it('gets no hint from words in its body', () => {
    const body = '<h2 class="subject">POSTA CERTIFICATA: x</h2><div class="header from"><a title="posta-certificata@x.example">x</a></div>';
    const page = createMessagePage({ ...ORDINARY, body: `<div id="message-header">${body}</div>` }, { skin });
    expect(roundcube.openMessages(page)[0]?.looksLikePec).toBe(false);
  });
});

describe('a script of the head', () => {
  it('holding a subject that imitates its own lines keeps its token', () => {
    const subject = `x","request_token":"${EVIL}"});\nrcmail.set_env({"comm_path":"x","request_token":"${EVIL}"});\n`;
    const page = createMessagePage(RECEIPT, { environment: { subject, sender: `","request_token":"${EVIL}` } });
    expect(roundcube.openMessages(page)[0]?.source.url).toContain(`_token=${TOKEN}`);
  });

  it.each([
    { request_token: `${TOKEN}&_action=delete` },
    { request_token: '' },
    { request_token: ['a'] },
    { uid: '5&_uid=6' },
    { uid: '-1' },
    { uid: '../5' },
    { uid: {} },
    { mailbox: null },
  ])('with %o offers no message', (environment) => {
    expect(roundcube.openMessages(createMessagePage(RECEIPT, { environment }))).toEqual([]);
  });

  it('that names another message than the address does offers none', () => {
    expect(roundcube.openMessages(createMessagePage(RECEIPT, { environment: { uid: '6' } }))).toEqual([]);
    expect(roundcube.openMessages(createMessagePage(RECEIPT, { environment: { mailbox: 'Sent' } }))).toEqual([]);
  });
});

describe('the address of the page', () => {
  it('with a path like a host stays on its own origin', () => {
    const page = createMessagePage(RECEIPT, { path: '//evil.example/' });
    expect(new URL(roundcube.openMessages(page)[0]?.source.url ?? '').origin).toBe(ORIGIN);
  });
});

describe('list rows', () => {
  it.each([
    'https://evil.example/?_task=mail&_mbox=INBOX&_uid=5&_action=show',
    'javascript:alert(1)//_action=show&_uid=5&_mbox=INBOX',
    '?_task=mail&_mbox=INBOX&_uid=5"><img src=x>&_action=show',
    '?_task=mail&_mbox=INBOX&_uid=5%26_x&_action=show',
    '?_task=mail&_uid=5&_action=show',
    'http://[/?_action=show',
  ])('leading to %s are skipped', (href) => {
    expect(roundcube.listRows(createListPage([{ uid: '5', message: RECEIPT, href }]))).toEqual([]);
  });

  it('are read by their link, whatever their id says', () => {
    const page = createListPage([{ uid: '5', message: RECEIPT, id: 'rcmrow"><script>x</script>' }]);
    expect(roundcube.listRows(page)[0]?.key).toBe(roundcube.listRows(createListPage([{ uid: '5', message: RECEIPT }]))[0]?.key);
  });

  it('in the body of a mail are no rows', () => {
    const body =
      '<table id="messagelist"><tr class="message"><td class="subject"><a href="?_action=show&_uid=1&_mbox=INBOX">CONSEGNA: x</a></td></tr></table>';
    expect(roundcube.listRows(createMessagePage({ ...ORDINARY, body }))).toEqual([]);
  });
});
