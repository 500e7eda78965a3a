// @vitest-environment jsdom
// The Roundcube adapter on pages of a real Roundcube, in each skin and view, with the source it names compared octet by octet.
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundcube } from '../../lib/webmail/roundcube';
import { fetchSource } from '../../lib/webmail/source/fetch-source';
import { type Lab, startLab } from '../lab/lab';
import { findSystemPrograms } from '../lab/system-packages';
import { SKINS, type Skin } from './roundcube-pages';

const { webmail, missingPackages } = findSystemPrograms();
if (!webmail) console.warn(`skipped, no Roundcube here: ${missingPackages.join(' ')}`);

const USER = 'mario@pec.example';
const INNER = 'From: a@pec.example\r\nSubject: offerta\t\r\n\r\nriga con coda \t\r\n\xe8\xff\x80\r\n';
const part = (type: string, name: string, body: string): string =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${body}\r\n`;
const ENVELOPE = [
  'From: "Per conto di: a@pec.example" <posta-certificata@pec.example>\r\nSubject: POSTA CERTIFICATA: offerta\r\nMIME-Version: 1.0',
  'Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; boundary="s"\r\n\r\n--s',
  'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nMessaggio di posta certificata \t\r\n--m',
  `${part('application/xml', 'daticert.xml', '<postacert/>')}--m`,
  `${part('message/rfc822', 'postacert.eml', INNER)}--m--\r\n--s`,
  `${part('application/x-pkcs7-signature', 'smime.p7s', 'AAAA')}--s--\r\n`,
].join('\r\n');

const toBytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Asks as the page would: with the cookies of its session. */
const createSession = (base: string) => {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(new URL(url, base), { redirect: 'manual', ...init, headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  };
  const open = async (query: string): Promise<Document> => {
    const url = new URL(`?_task=mail${query}`, base).href;
    return new JSDOM(await (await ask(url)).text(), { url }).window.document;
  };
  const logIn = async (password: string): Promise<void> => {
    const form = new JSDOM(await (await ask('?_task=login')).text()).window.document;
    const token = form.querySelector<HTMLInputElement>('[name=_token]')?.value ?? '';
    const fields = { _token: token, _task: 'login', _action: 'login', _url: '', _user: USER, _pass: password };
    await ask('?_task=login', { method: 'POST', body: new URLSearchParams(fields) });
  };
  return { ask, open, logIn };
};

describe.skipIf(!webmail)('a real Roundcube', () => {
  let lab: Lab;
  const sessions = new Map<Skin, ReturnType<typeof createSession>>();
  const sessionOf = (skin: Skin) => sessions.get(skin) as ReturnType<typeof createSession>;

  beforeAll(async () => {
    lab = await startLab({ skins: SKINS });
    await lab.append(USER, 'INBOX', toBytes(ENVELOPE));
    await lab.append(USER, 'INBOX', toBytes('From: anna@posta.example\r\nSubject: Pranzo\r\n\r\nciao\r\n'));
    for (const skin of SKINS) {
      const session = createSession(lab.urls[skin] ?? '');
      await session.logIn(lab.password);
      sessions.set(skin, session);
    }
  }, 60_000);
  afterAll(() => lab?.stop());

  describe.each(SKINS)('in %s', (skin) => {
    it.each(['&_action=preview&_framed=1', '&_action=show', '&_action=show&_extwin=1'])('names the exact source of %s', async (view) => {
      const { ask, open } = sessionOf(skin);
      const page = await open(`&_mbox=INBOX&_uid=1${view}`);
      const [message] = roundcube.openMessages(page);
      expect([roundcube.recognises(page), roundcube.selfCheck(page), message?.looksLikePec]).toEqual([true, [], true]);
      expect(['message-objects', 'messagebody']).not.toContain(message?.anchor.id);
      const before = await lab.snapshot(USER);
      const bytes = Buffer.from(await (await ask(message?.source.url ?? '')).arrayBuffer());
      expect(bytes.equals(toBytes(ENVELOPE))).toBe(true);
      expect(await lab.snapshot(USER)).toEqual(before);
    });

    it('names the exact source of the message inside the message', async () => {
      const { ask, open } = sessionOf(skin);
      const [message] = roundcube.openMessages(await open('&_mbox=INBOX&_uid=1.1.3&_action=show&_extwin=1'));
      const bytes = Buffer.from(await (await ask(message?.source.url ?? '')).arrayBuffer());
      expect(bytes.equals(toBytes(INNER))).toBe(true);
    });

    it('sees nothing of PEC in ordinary mail, and no message on a page without one', async () => {
      const { open } = sessionOf(skin);
      expect(roundcube.openMessages(await open('&_mbox=INBOX&_uid=2&_action=show')).map(({ looksLikePec }) => looksLikePec)).toEqual([
        false,
      ]);
      for (const view of ['', '&_mbox=INBOX&_uid=1&_action=print', '&_mbox=INBOX&_uid=99&_action=show']) {
        const page = await open(view);
        expect([roundcube.openMessages(page), roundcube.selfCheck(page)]).toEqual([[], []]);
      }
    });

    it('is heard as an expired session without its cookies', async () => {
      const [message] = roundcube.openMessages(await sessionOf(skin).open('&_mbox=INBOX&_uid=1&_action=show'));
      const source = message?.source ?? { url: '', headers: {}, fidelity: 'exact' };
      const limits = { origin: new URL(source.url).origin, maxBytes: 1000, signal: new AbortController().signal };
      expect(await fetchSource(source, limits)).toEqual({ ok: false, problem: 'session-expired' });
    });
  });
});
