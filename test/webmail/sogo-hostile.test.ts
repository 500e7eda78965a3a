// @vitest-environment jsdom
// The SOGo adapter against mail and pages that want to lead it astray.
import { describe, expect, it } from 'vitest';
import { sogo } from '../../lib/webmail/sogo';
import { createMessagePage, createSogoPage, ORDINARY, ORIGIN, RECEIPT, TOKEN, toRowHtml, toViewHtml } from './sogo-pages';

const EVIL = 'E'.repeat(40);

describe('a mail', () => {
  it('cannot change the address with a script of its own', () => {
    const body = `<script>\nvar UserFolderURL = '/evil/';\n</script>`;
    const page = createMessagePage({ ...RECEIPT, body });
    page.querySelector('body > script')?.remove();
    expect([sogo.recognises(page), sogo.openMessages(page)]).toEqual([false, []]);
  });

  it('cannot draw the card into its body by imitating the view', () => {
    const page = createMessagePage({ ...RECEIPT, body: toViewHtml(ORDINARY) });
    page.querySelector('md-card-content > .sg-padded')?.remove();
    expect(sogo.openMessages(page)).toEqual([]);
  });

  it('gets no hint from words in its body', () => {
    const body = '<h5 class="sg-md-headline">POSTA CERTIFICATA: x</h5><p class="sg-attachment-name">daticert.xml</p>';
    const sender = '<div class="pseudo-input-container--compact"><a>posta-certificata@x.example</a></div>';
    const page = createMessagePage({ ...ORDINARY, body: `${body}<div>${sender}</div>` });
    expect(sogo.openMessages(page)[0]?.looksLikePec).toBe(false);
  });

  it('in the body is no row', () => {
    const body = `<div id="messagesList">${toRowHtml(RECEIPT)}</div>`;
    expect(sogo.listRows(createMessagePage({ ...ORDINARY, body }), () => '0/1/INBOX')).toEqual([]);
  });
});

describe('the page', () => {
  it.each(["https://evil.example/';", "//evil.example/';", "/SOGo/so/x/' + location.hash;", "/SOGo/so/x';", "';"])(
    'that names the address %s is not recognised',
    (address) => {
      const page = createMessagePage(RECEIPT, { script: `\nvar UserFolderURL = '${address}\n` });
      expect([sogo.recognises(page), sogo.openMessages(page), sogo.listRows(page)]).toEqual([false, [], []]);
    },
  );

  it.each(['', 'XSRF-TOKEN=', `XSRF-TOKEN=${TOKEN}%0d%0aX: y`, `NOT-XSRF-TOKEN=${EVIL}`])(
    'with the cookie "%s" offers no message',
    (cookie) => {
      expect(sogo.openMessages(createMessagePage(RECEIPT, { cookie }))).toEqual([]);
    },
  );

  it.each(['%', 'a%25E0', '..', 'a%2F%2Fb', '%2Fa', 'a%252F..%252F..', `${'x'.repeat(901)}`])(
    'whose address names the folder %s stays below its own path',
    (folder) => {
      const messages = sogo.openMessages(createMessagePage(RECEIPT, { hash: `#!/Mail/0/${folder}/5` }));
      for (const { source } of messages) {
        expect(new URL(source.url).href).toBe(source.url);
        expect(source.url).toMatch(new RegExp(`^${ORIGIN}/SOGo/so/studio@pec.alfa.example/Mail/0/(?:folder[^/]+/)+5/export$`));
      }
    },
  );
});

describe('what the page tells of a row', () => {
  it.each([
    '',
    '5',
    '0/5',
    '0/5/',
    '0/../INBOX',
    '-1/5/INBOX',
    '0/5.1/INBOX',
    'undefined/undefined/undefined',
    '0/5/a//b',
    '0/99999999999/INBOX',
  ])('%s is no id', (id) => {
    expect(sogo.probe?.isId(id)).toBe(false);
    const [row] = sogo.listRows(createSogoPage({ rows: toRowHtml(RECEIPT) }), () => id);
    expect(row?.key).toBeNull();
  });
});
