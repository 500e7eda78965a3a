// Small pages for lessons: one whose message is known by an attribute inside open shadow roots, one whose message stands in the hash.
import { JSDOM } from 'jsdom';

export const ORIGIN = 'https://webmail.example';
export const SESSION = 'k3J9x_Qz8LmN2pR7tV1w';

/** Rows carry the same attribute as the open message: only the place tells them apart. */
export const openShadowPage = (id: string | null, session = SESSION, attribute = 'object-id'): Document => {
  const { document } = new JSDOM(`<body><input type="hidden" name="ID" value="${session}"><mail-app></mail-app></body>`, {
    url: `${ORIGIN}/new/messages/INBOX`,
  }).window;
  const inside = (host: Element | null, markup: string): ShadowRoot => {
    const root = (host as Element).attachShadow({ mode: 'open' });
    root.innerHTML = markup;
    return root;
  };
  const rows = ['f1a9c3e07b52', 'e77d10aa93c4', '09bb1e5fd2a8'].map((one) => `<li class="row" object-id="${one}">CONSEGNA: ${one}</li>`);
  const app = inside(document.querySelector('mail-app'), `<ul>${rows.join('')}</ul><mail-reader></mail-reader>`);
  const reader = app.querySelector('mail-reader');
  if (id !== null) reader?.setAttribute(attribute, id);
  inside(reader, id === null ? '' : `<h2>CONSEGNA: ${id}</h2><button class="export">Esporta</button>`);
  return document;
};

export const openHashPage = (id: string, { token = SESSION, folder = 'INBOX', meta = 'app-view' } = {}): Document => {
  const { document } = new JSDOM(
    `<head><meta name="${meta}" content="v-${token.slice(0, 9)}"></head><body><h1>CONSEGNA: ${id}</h1></body>`,
    {
      url: `${ORIGIN}/legalmail/#/cartella/${folder}/messaggio/${id}`,
    },
  ).window;
  document.cookie = `APP-TOKEN=${token}`;
  return document;
};
