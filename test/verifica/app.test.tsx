// @vitest-environment jsdom
// The page with its real reader of bundles: an authority counts once the person added it, and a check can be stopped.
import { act } from 'preact/test-utils';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { App } from '../../lib/verifica/app';
import { checkGiven } from '../../lib/verifica/check-given';
import type { Locale } from '../../lib/wording';
import { buildSource, createSamples, makeBundle, NOW, unpack } from '../bundle/build-source';
import { click, draw, findButton, MESSAGES, type Messages, textOf, WORDING } from '../components/draw';

const toTexts = (messages: Messages): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
const TEXTS = { it: toTexts(MESSAGES.it), en: toTexts(MESSAGES.en) };
const FINGERPRINT = /SHA-256 ([0-9a-f]{64})/;
let bundle: Uint8Array<ArrayBuffer>;
let rootPem: string;

beforeAll(async () => {
  const made = await createSamples();
  rootPem = made.rootPem;
  const notices = made.samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  bundle = await makeBundle(await buildSource(notices, made.rootDer), { wording: WORDING.it });
});

const open = (locale: Locale = 'it'): HTMLElement => draw(<App texts={TEXTS} locale={locale} check={checkGiven} readNow={() => NOW} />);

const give = async (root: HTMLElement, label: string, ...files: File[]): Promise<void> => {
  const input = [...root.querySelectorAll<HTMLInputElement>('input[type="file"]')].find((one) => one.getAttribute('aria-label') === label);
  if (input === undefined) throw new Error(`no chooser "${label}"`);
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })));
};

const giveBundle = (root: HTMLElement): Promise<void> => give(root, 'Scegli il fascicolo…', new File([bundle], 'fascicolo.asice'));

const answerOf = (root: HTMLElement): string => textOf(root.querySelector('#answer'));

const waitForAnswer = (root: HTMLElement, pattern: RegExp): Promise<void> =>
  vi.waitFor(() => expect(answerOf(root)).toMatch(pattern), { timeout: 15_000 });

describe('an authority', () => {
  it('that nobody here knows makes no proof authentic, though its certificate lies in the bundle', async () => {
    const root = open();
    await giveBundle(root);
    await waitForAnswer(root, /^Fascicolo integro, ma non si può confermare nessuna delle \d prove/);
    expect(root.querySelector<HTMLDetailsElement>('.trust')?.open).toBe(true);
    expect(textOf(root.querySelector('.lacking'))).toContain("un'autorità che qui non si conosce");
  });

  it('that the person adds is shown with its fingerprint, counts at once, marks what it vouches for, and can be taken back', async () => {
    const root = open();
    await giveBundle(root);
    await waitForAnswer(root, /nessuna/);
    await give(root, "Aggiungi un'autorità PEC da file PEM…", new File([rootPem], 'root.pem'));
    await waitForAnswer(root, /^Fascicolo integro: tutte le \d prove hanno firma autentica$/);
    expect(textOf(root.querySelector('.trust'))).toMatch(FINGERPRINT);
    expect(textOf(root.querySelector('.trust'))).toContain('chi ti ha dato il fascicolo non è una fonte');
    const rows = [...root.querySelectorAll('.proofs tbody tr:not(.proof-details)')].map(textOf);
    expect(rows.filter((row) => !row.includes('autorità aggiunta da te'))).toEqual([]);
    click(root.querySelector<HTMLElement>('.trust .authority .btn') as HTMLElement);
    await waitForAnswer(root, /nessuna/);
    expect(textOf(root.querySelector('.trust'))).not.toMatch(FINGERPRINT);
  });

  it('for time-stamps vouches for no PEC', async () => {
    const root = open();
    await giveBundle(root);
    await waitForAnswer(root, /nessuna/);
    await give(root, "Aggiungi un'autorità di marcatura da file PEM…", new File([rootPem], 'root.pem'));
    await vi.waitFor(() => expect(textOf(root.querySelector('.trust'))).toMatch(FINGERPRINT));
    await waitForAnswer(root, /nessuna/);
  });

  it('is refused in words when the file holds none', async () => {
    const root = open();
    await give(root, "Aggiungi un'autorità PEC da file PEM…", new File(['ciao'], 'x.pem'));
    await vi.waitFor(() => expect(textOf(root.querySelector('[role="alert"]'))).toContain('non contiene un certificato PEM'));
  });
});

it('stops when it is told to, and concludes nothing', async () => {
  const root = open();
  await giveBundle(root);
  click(findButton(root, 'Annulla'));
  await vi.waitFor(() => expect(textOf(root.querySelector('.notice'))).toContain('Verifica annullata: non se ne conclude nulla.'));
  expect(root.querySelector('#answer')).toBeNull();
  expect(root.querySelector('progress')).toBeNull();
});

it('takes the folder into which a bundle was unpacked', async () => {
  const root = open();
  const file = (path: string, content: BlobPart): File => {
    const made = new File([content], path.split('/').at(-1) ?? '');
    Object.defineProperty(made, 'webkitRelativePath', { value: path });
    return made;
  };
  const unpacked = [...(await unpack(bundle))].map(([name, bytes]) => file(`cartella/${name}`, Uint8Array.from(bytes)));
  await give(root, 'Scegli la cartella…', ...unpacked, file('cartella/in-piu.txt', 'x'));
  await waitForAnswer(root, /^Fascicolo alterato: 1 file non corrisponde al suo elenco\./);
  expect(textOf(root.querySelector('.rows .check'))).toContain('in-piu.txt aggiunto');
});

it('refuses what is no bundle, and several files at once', async () => {
  const root = open();
  await give(root, 'Scegli il fascicolo…', new File(['Subject: x\r\n\r\n'], 'x.eml'));
  await waitForAnswer(root, /^(Nessuna verifica|Fascicolo rifiutato)/);
  await give(root, 'Scegli il fascicolo…', new File(['x'], 'a'), new File(['x'], 'b'));
  await vi.waitFor(() => expect(textOf(root.querySelector('.notice'))).toContain('Dai un fascicolo alla volta'));
});

it('speaks the other language at a click, and says in both that it proves transport and can lie itself', () => {
  const root = open('en');
  expect(document.documentElement.lang).toBe('en');
  expect(textOf(root)).toContain('It proves transport, never honesty');
  expect(textOf(root)).toContain('A page that came with the bundle can lie like the bundle itself.');
  click(findButton(root, 'Italiano'));
  expect(document.documentElement.lang).toBe('it');
  expect(textOf(root)).toContain("Prova il trasporto, mai l'onestà");
  expect(textOf(root)).toContain('Una pagina arrivata con il fascicolo può mentire come il fascicolo stesso.');
  expect(textOf(root)).toContain('sha256sum verifica.html');
});
