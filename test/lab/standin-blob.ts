// A stand-in with traits that InfoCert's webmail may have: one page with the message in the hash, the source fetched by XHR with a token
// out of a cookie and a view out of a meta tag, and saved through a blob. Its markup is our own; nothing of the vendor's is imitated.
import { type Answer, isSignedIn, type Respond, type Standin, type StandinMessage, type StandinState, startStandin } from './standin';

const PATH = '/legalmail/';

const PAGE_SCRIPT = `
const names = JSON.parse(document.querySelector('#names').textContent);
const token = () => document.cookie.split('; ').find((pair) => pair.startsWith('APP-TOKEN=')).slice(10);
const view = document.querySelector('meta[name="app-view"]').content;
let messages = [];
const draw = () => {
  const id = location.hash.split('/').pop();
  const message = messages.find((one) => one.id === id);
  document.querySelector('main').innerHTML = message ? '<h1></h1><p></p><div role="toolbar"><button type="button">Scarica</button><button type="button">Elimina</button></div>' : '<p>Nessun messaggio</p>';
  if (!message) return;
  document.querySelector('h1').textContent = message.subject;
  document.querySelector('main p').textContent = message.sender;
  const [download, remove] = document.querySelectorAll('main button');
  download.onclick = () => save(message, names.source);
  remove.onclick = () => save(message, 'delete');
};
const save = (message, what) => {
  const request = new XMLHttpRequest();
  request.open('GET', 'api/messages/' + message.id + '/' + what + '?format=eml&view=' + encodeURIComponent(view));
  request.setRequestHeader('X-App-Token', token());
  request.responseType = 'blob';
  request.onload = () => {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(request.response), download: 'messaggio.eml' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  request.send();
};
(async () => {
  messages = await (await fetch('api/messages', { headers: { 'X-App-Token': token() } })).json();
  for (const { id, subject } of messages) {
    const row = document.createElement('li');
    row.innerHTML = '<a></a>';
    row.firstChild.href = '#/cartella/INBOX/messaggio/' + id;
    row.firstChild.textContent = subject;
    document.querySelector('ul').append(row);
  }
  window.addEventListener('hashchange', draw);
  draw();
})();
`;

const toNames = ({ renamed }: StandinState) => ({ source: renamed.page || renamed.server ? 'raw' : 'source' });

const toPage = (state: StandinState): Answer => {
  // A new release takes the view out of the page: what was taught cannot be found any more.
  const meta = state.renamed.page ? 'client-view' : 'app-view';
  return {
    type: 'text/html; charset=utf-8',
    headers: {
      'set-cookie': [
        `standin=${state.session.cookie}; HttpOnly; SameSite=Strict; Path=/`,
        `APP-TOKEN=${state.session.token}; SameSite=Strict; Path=/`,
      ] as unknown as string,
    },
    body: `<!doctype html><html lang="it"><head><title>Posta</title><meta name="${meta}" content="${toView(state)}"></head>
<body><ul></ul><main></main><script type="application/json" id="names">${JSON.stringify(toNames(state))}</script>
<script>${PAGE_SCRIPT.replace('app-view', meta)}</script></body></html>`,
  };
};

const toView = ({ session }: StandinState): string => `v-${session.cookie.slice(0, 10)}`;

const respond: Respond = ({ method, url, headers }, state) => {
  if (method !== 'GET') return null;
  if (url.pathname === PATH) return toPage(state);
  const [, app, api, list, id, source] = url.pathname.split('/');
  if (app !== 'legalmail' || api !== 'api' || list !== 'messages') return null;
  if (!isSignedIn(headers, state) || headers['x-app-token'] !== state.session.token) return { status: 401, type: 'text/plain', body: '' };
  if (id === undefined)
    return {
      type: 'application/json',
      body: JSON.stringify(state.messages.map((one) => ({ id: one.id, subject: one.subject, sender: one.sender }))),
    };
  const message = state.messages.find((one) => one.id === id);
  // Whoever deletes a message here is handed its file once more.
  const isRight =
    (source === toNames(state).source || source === 'delete') &&
    url.searchParams.get('format') === 'eml' &&
    url.searchParams.get('view') === toView(state);
  return message !== undefined && isRight ? { type: 'application/octet-stream', body: message.bytes } : null;
};

export const startBlobStandin = (messages: StandinMessage[]): Promise<Standin> =>
  startStandin(messages, { host: 'localhost', path: PATH }, respond);
