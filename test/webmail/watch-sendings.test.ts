// @vitest-environment jsdom
// Noticing what is sent: a draft is none, a failure is none, and only what the composer showed at that moment is told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Composed } from '../../lib/webmail/adapter';
import { readRoundcubeNotices, readRoundcubeSending } from '../../lib/webmail/roundcube/read-sending';
import { watchSendings } from '../../lib/webmail/watch-sendings';

const ENVIRONMENT = { task: 'mail', action: 'compose', comm_path: '/?_task=mail', request_token: 'A1b2C3d4E5f6G7h8I9j0' };
const FORM = `<div id="messagestack"></div><form name="form" action="/?_task=mail" method="post">
  <select name="_from"><option value="1">Altra &lt;altra@pec.example&gt;</option><option value="2" selected>Studio, Neri &lt;studio@pec.example&gt;</option></select>
  <textarea name="_to"></textarea><textarea name="_cc"></textarea><textarea name="_bcc">nascosto@pec.example</textarea>
  <input name="_subject"><input type="hidden" name="_draft" value=""><textarea name="_message">il testo</textarea></form>`;

const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
const field = (name: string): HTMLInputElement => document.querySelector(`[name="${name}"]`) as HTMLInputElement;
let sent: Composed[];
let stop: AbortController;

/** What Roundcube's script does to the form; `submit()` itself fires nothing. */
const handOver = async (attempt: string, { isDraft = false, more = '' } = {}): Promise<void> => {
  field('_draft').value = isDraft ? '1' : '';
  (document.querySelector('form') as HTMLFormElement).setAttribute('action', `/?_task=mail&_unlock=${attempt}&_framed=1${more}`);
  await settle();
};
const notify = async (kind: 'confirmation' | 'error'): Promise<void> => {
  document.querySelector('#messagestack')?.insertAdjacentHTML('beforeend', `<div class="${kind} content">…</div>`);
  await settle();
};

beforeEach(() => {
  document.head.innerHTML = `<script type="text/plain">rcmail.set_env(${JSON.stringify(ENVIRONMENT)});</script>`;
  document.body.innerHTML = FORM;
  field('_to').value = '"Rossi, Mario" <mario@pec.example>, anna@pec.example, non un indirizzo,';
  field('_cc').value = 'Ufficio <ufficio@pec.example>';
  field('_subject').value = ' Offerta 12 ';
  sent = [];
  stop = new AbortController();
  watchSendings(document, { read: readRoundcubeSending, notices: readRoundcubeNotices }, (one) => void sent.push(one), stop.signal);
});
afterEach(() => stop.abort());

it('tells who wrote to whom about what, once the webmail says it was sent, and not the text', async () => {
  await handOver('loading1');
  expect(sent).toEqual([]);
  field('_subject').value = 'changed afterwards';
  await notify('confirmation');
  const to = ['mario@pec.example', 'anna@pec.example'];
  expect(sent).toEqual([{ from: 'studio@pec.example', to, cc: ['ufficio@pec.example'], subject: 'Offerta 12' }]);
  await notify('confirmation');
  expect(sent).toHaveLength(1);
});

describe('is not told', () => {
  it('of a draft', async () => {
    await handOver('loading1', { isDraft: true });
    await notify('confirmation');
    expect(sent).toEqual([]);
  });

  it('of a draft that is saved while something else was being sent', async () => {
    await handOver('loading1');
    await handOver('loading2', { isDraft: true });
    await notify('confirmation');
    expect(sent).toEqual([]);
  });

  it('of a copy kept later of what was sent already', async () => {
    await handOver('loading1', { more: '&_saveonly=1' });
    await notify('confirmation');
    expect(sent).toEqual([]);
  });

  it('of a failure, nor by a notice that stood there before; the next attempt counts', async () => {
    await notify('confirmation');
    await handOver('loading1');
    await notify('error');
    await notify('confirmation');
    expect(sent).toEqual([]);
    await handOver('loading2');
    await notify('confirmation');
    expect(sent).toHaveLength(1);
  });

  it('without a sender, outside of the composer, or after the site was switched off', async () => {
    field('_from').remove();
    await handOver('loading1');
    await notify('confirmation');
    stop.abort();
    await handOver('loading2');
    await notify('confirmation');
    expect(sent).toEqual([]);
    document.head.innerHTML = '';
    expect(readRoundcubeSending(document)).toBeNull();
  });
});
