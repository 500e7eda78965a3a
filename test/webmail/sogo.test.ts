// @vitest-environment jsdom
// The SOGo adapter on ordinary pages: what it reads of pane and list, how it names messages and sources, what it calls broken.
import { describe, expect, it } from 'vitest';
import { sogo } from '../../lib/webmail/sogo';
import { undoCrlfAsLf } from '../../lib/webmail/source/undo-crlf-as-lf';
import { undoLatin1AsUtf8 } from '../../lib/webmail/source/undo-latin-1-as-utf-8';
import { BASE, createMessagePage, createSogoPage, ORDINARY, ORIGIN, RECEIPT, TOKEN, toRowHtml, toViewHtml, type View } from './sogo-pages';

const open = (page: Document) => {
  const [message, ...others] = sogo.openMessages(page);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('no open message');
  return message;
};
const openAt = (view: View) => open(createMessagePage(RECEIPT, view));

describe('recognises', () => {
  it('wants the application, its address and its script', () => {
    const page = createSogoPage();
    expect(sogo.recognises(page)).toBe(true);
    page.querySelector('script[src]')?.remove();
    expect(sogo.recognises(page)).toBe(false);
    expect(sogo.recognises(createSogoPage({ app: 'SOGo.SchedulerUI' }))).toBe(false);
    expect(sogo.recognises(createSogoPage({ script: '' }))).toBe(false);
  });
});

describe('an open message', () => {
  it('is found with an anchor above its subject and outside the body', () => {
    const page = createMessagePage(RECEIPT);
    const { anchor, looksLikePec, isPart } = open(page);
    expect([looksLikePec, isPart]).toEqual([true, false]);
    expect(anchor.querySelector('.sg-md-headline')?.textContent).toBe(RECEIPT.subject);
    expect(anchor.closest('.msg-body')).toBeNull();
  });

  it('carries no hint when nothing of it looks like PEC', () => {
    expect(open(createMessagePage(ORDINARY)).looksLikePec).toBe(false);
  });

  it.each([
    { ...ORDINARY, subject: RECEIPT.subject },
    { ...ORDINARY, sender: RECEIPT.sender },
    { ...ORDINARY, attachments: ['daticert.xml'] },
  ])('is hinted by one sign alone: %o', (message) => {
    expect(open(createMessagePage(message)).looksLikePec).toBe(true);
  });

  it('is none while the address is ahead of the view', () => {
    const page = createMessagePage(RECEIPT);
    expect(sogo.openMessages(page)).toHaveLength(1);
    page.location.hash = '#!/Mail/0/INBOX/6';
    expect(sogo.openMessages(page)).toEqual([]);
    const view = page.querySelector('#detailView');
    if (view) view.outerHTML = toViewHtml(ORDINARY);
    expect(open(page)).toMatchObject({ looksLikePec: false, key: expect.stringContaining('"6"') });
  });

  it.each(['', '#!/Mail/0/INBOX', '#!/Mail/0/inbox', '#!/Mail/0/INBOX/new', '#!/Mail/0/INBOX/0', '#!/Mail/x/INBOX/5', '#!/Calendar/0/a/5'])(
    'is none at the address %s',
    (hash) => {
      expect(sogo.openMessages(createMessagePage(RECEIPT, { hash }))).toEqual([]);
    },
  );
});

describe('the source', () => {
  it('is asked for by POST with the token, below the address that the page names', () => {
    const { source } = openAt({ folder: '/mail/SOGo/so/x@y.example/' });
    expect(source).toEqual({
      url: `${ORIGIN}/mail/SOGo/so/x@y.example/Mail/0/folderINBOX/5/export`,
      method: 'POST',
      headers: { 'X-XSRF-TOKEN': TOKEN },
      fidelity: 'reversible',
      undo: [undoLatin1AsUtf8, undoCrlfAsLf],
    });
  });

  it.each([
    ['INBOX/12', '0/folderINBOX/12'],
    ['virtual/Sent/3', '0/folderSent/3'],
    ['Citt%2526AOA-_di%2520Bra%2F2026/7', '0/folderCitt_AM_AOA-_U_di_SP_Bra/folder_2026/7'],
    ['a%252Bb%252C%2540c.d%2527e%253A*%2523/1', '0/foldera_P_b_CO__A_c_D_d_SQ_e_C__S__H_/1'],
    ['x~~y~2Fz/1', '0/folderx~y/folderz/1'],
    ['due%2525/1', '0/folderdue%25/1'],
  ])('at %s is %s, as SOGo itself writes it', (hash, path) => {
    expect(openAt({ hash: `#!/Mail/0/${hash}` }).source.url).toBe(`${ORIGIN}${BASE}${path}/export`);
  });
});

describe('the key', () => {
  it('is the same in list, search and window', () => {
    const row = sogo.listRows(createSogoPage({ rows: toRowHtml(RECEIPT) }), () => '0/5/INBOX')[0];
    expect(new Set([row?.key, openAt({}).key, openAt({ hash: '#!/Mail/0/virtual/INBOX/5' }).key]).size).toBe(1);
  });

  it('differs by message, folder, account, user and login', () => {
    const keys = [
      ...['0/INBOX/5', '0/INBOX/6', '0/Sent/5', '1/INBOX/5'].map((path) => openAt({ hash: `#!/Mail/${path}` }).key),
      openAt({ folder: '/SOGo/so/altra@pec.alfa.example/' }).key,
      openAt({ cookie: `XSRF-TOKEN=${TOKEN.replace('4', '5')}` }).key,
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('rows', () => {
  const page = createSogoPage({ rows: [RECEIPT, ORDINARY].map(toRowHtml).join('') });

  it('carry place and hint, and a key once it was told', () => {
    const rows = sogo.listRows(page, (row) => (row.getAttribute('aria-label') === 'Pranzo' ? '0/9/Sent/2026' : null));
    expect(rows.map(({ looksLikePec }) => looksLikePec)).toEqual([true, false]);
    expect(rows.map(({ key }) => key)).toEqual([null, expect.stringContaining('"0","Sent/2026","9"')]);
    expect(rows[0]?.slot.className).toBe('sg-md-body');
    expect(rows[0]?.before).toMatchObject({ className: 'sg-tile-subject' });
  });

  it('are hinted by the sender too', () => {
    expect(sogo.listRows(createSogoPage({ rows: toRowHtml({ ...ORDINARY, sender: RECEIPT.sender }) }))[0]?.looksLikePec).toBe(true);
  });
});

describe('selfCheck', () => {
  it('is silent on pages that are as expected', () => {
    expect(sogo.selfCheck(createSogoPage({ hash: '#!/Mail/0/INBOX', rows: toRowHtml(RECEIPT) }))).toEqual([]);
    expect(sogo.selfCheck(createMessagePage(RECEIPT))).toEqual([]);
    // The address comes a moment before the view.
    expect(sogo.selfCheck(createSogoPage())).toEqual([]);
  });

  it('names what has changed', () => {
    expect(sogo.selfCheck(createMessagePage(RECEIPT, { cookie: 'XSRF-TOKEN=short' }))).toMatchObject([{ code: 'session-unknown' }]);
    const rows = '<md-list-item class="sg-message-list-item">x</md-list-item>';
    expect(sogo.selfCheck(createSogoPage({ rows }))).toMatchObject([{ code: 'list-changed' }]);
    const page = createSogoPage({ view: '<div id="detailView"><md-card><p>new layout</p></md-card></div>' });
    expect(sogo.selfCheck(page)).toMatchObject([{ code: 'message-changed' }]);
  });
});
