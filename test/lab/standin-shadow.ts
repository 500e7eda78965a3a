// A stand-in with the traits known of Aruba's webmail: web components in open shadow roots, a JSON list by form post with a session field,
// the message saved by a form post. Its markup is our own; nothing of the vendor's is imitated.
import { type Answer, isSignedIn, type Respond, type Standin, type StandinMessage, type StandinState, startStandin } from './standin';

const PATH = '/new/messages/INBOX';
const FOLDER = Buffer.from('INBOX\\').toString('base64');

/** Runs in the page. `names` are those that a new release gives other names. */
const PAGE_SCRIPT = `
const names = JSON.parse(document.querySelector('#names').textContent);
const session = document.querySelector('input[name="ID"]').value;
const ask = (fields) => fetch('/newuismart/cgi-bin/ajaxmail', { method: 'POST', body: new URLSearchParams({ ID: session, C_Folder: names.folder, ...fields }) });
const inside = (host, markup) => { const root = host.attachShadow({ mode: 'open' }); root.innerHTML = markup; return root; };
class Reader extends HTMLElement {
  open(message) {
    this.setAttribute(names.attribute, message.objectId);
    const root = this.shadowRoot ?? inside(this, '<style>article{padding:16px;font:15px sans-serif}</style><article><h2></h2><p></p><button type="button" class="export">Esporta messaggio</button> <button type="button" class="delete">Elimina</button></article>');
    root.querySelector('h2').textContent = message.subject;
    root.querySelector('p').textContent = message.from;
    root.querySelector('.export').onclick = () => this.post({ Act_Export: '1', Tpl: 'mail_eml' });
    root.querySelector('.delete').onclick = () => this.post({ Act_Delete: '1' });
  }
  post(asked) {
    const form = document.createElement('form');
    form.method = 'post'; form.action = '/newuismart/cgi-bin/ajaxmail'; form.hidden = true;
    const fields = { ...asked, ID: session, C_Folder: names.folder, [names.field]: this.getAttribute(names.attribute) };
    for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    document.body.append(form); form.submit(); form.remove();
  }
}
class List extends HTMLElement {
  async connectedCallback() {
    const root = inside(this, '<style>li{font:14px sans-serif;padding:6px;cursor:pointer}</style><ul></ul>');
    const { data } = await (await ask({ Act_Msgs: '1', Tpl: 'mail_list' })).json();
    for (const message of data) {
      const row = document.createElement('li');
      row.setAttribute('data-object', message.objectId);
      row.textContent = message.subject;
      row.onclick = () => this.getRootNode().querySelector('standin-reader').open(message);
      root.querySelector('ul').append(row);
    }
  }
}
class App extends HTMLElement {
  connectedCallback() { inside(this, '<standin-list></standin-list><standin-reader></standin-reader>'); }
}
customElements.define('standin-reader', Reader);
customElements.define('standin-list', List);
customElements.define('standin-app', App);
`;

const toNames = ({ renamed }: StandinState) => ({
  folder: FOLDER,
  attribute: renamed.page ? 'msg-ref' : 'object-id',
  field: renamed.page || renamed.server ? 'messageRef' : 'objectId',
});

const toPage = (state: StandinState): Answer => ({
  type: 'text/html; charset=utf-8',
  headers: { 'set-cookie': `standin=${state.session.cookie}; HttpOnly; SameSite=Strict; Path=/` },
  body: `<!doctype html><html lang="it"><head><title>Posta</title></head><body><input type="hidden" name="ID" value="${state.session.token}">
<script type="application/json" id="names">${JSON.stringify(toNames(state))}</script><standin-app></standin-app><script>${PAGE_SCRIPT}</script></body></html>`,
});

const toList = ({ messages }: StandinState): Answer => ({
  type: 'application/json',
  body: JSON.stringify({ data: messages.map(({ id, subject, sender }) => ({ objectId: id, subject, from: sender })) }),
});

const REFUSED: Answer = { status: 400, type: 'application/json', body: '{"error":"bad request"}' };

const respond: Respond = ({ method, url, form, headers }, state) => {
  if (method === 'GET') return url.pathname === PATH ? toPage(state) : null;
  if (url.pathname !== '/newuismart/cgi-bin/ajaxmail') return null;
  if (!isSignedIn(headers, state) || form.get('ID') !== state.session.token) return { status: 401, type: 'application/json', body: '{}' };
  if (form.get('Act_Msgs') === '1') return toList(state);
  const message = state.messages.find(({ id }) => id === form.get(toNames(state).field));
  // The page stays as it is; that a message was deleted nobody needs here.
  if (form.get('Act_Delete') === '1') return { status: 204, type: 'text/plain', body: '' };
  if (form.get('Act_Export') !== '1' || form.get('C_Folder') !== FOLDER || message === undefined) return REFUSED;
  return {
    type: 'application/octet-stream',
    body: message.bytes,
    headers: { 'content-disposition': `attachment; filename="${message.id}.eml"` },
  };
};

export const startShadowStandin = (messages: StandinMessage[]): Promise<Standin> => startStandin(messages, { path: PATH }, respond);
