// Runs in a page of the extension: fills its ledger with receipts by way of the ledger's own code, and measures what pages ask of it.
import { feedCanary } from '../../../lib/extension/recording/canary';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import type { CertifiedFacts, Report } from '../../../lib/verify/report';
import type { Answer, LedgerFigures, Order, Templates } from './orders';

const RECIPIENTS = ['anna.verdi@pec.one.example', 'bruno.neri@pec.two.example'] as const;
const AT_ONCE = 48;
const BEGIN = Date.parse('2017-01-02T08:00:00Z');
const STEP_MS = 47 * 60_000;
const RECORDED = 40;

/** Words of a subject, so that a search finds some and not all. */
const WORDS = ['Istanza', 'Ricorso', 'Fattura', 'Notifica', 'Diffida', 'Offerta', 'Verbale', 'Comunicazione'] as const;

const toHex = (octets: ArrayBuffer): string => Array.from(new Uint8Array(octets), (octet) => octet.toString(16).padStart(2, '0')).join('');

/** Of three pieces one is an acceptance and two are deliveries; every tenth message lacks its second delivery. */
const toFacts = (index: number): Partial<CertifiedFacts> => {
  const message = Math.floor(index / 3);
  const time = new Date(BEGIN + message * STEP_MS).toISOString().replace('.000Z', '+00:00');
  return {
    identifier: `opec${message}.20260919154120@pec.provider.example`,
    messageId: `original-${message}@studio.example`,
    subject: `${WORDS[message % WORDS.length]} prot. ${message}/2026`,
    sender: 'studio@pec.provider.example',
    recipients: RECIPIENTS.map((address) => ({ address, type: 'certificato' })),
    time,
  };
};

const record = async (ledger: Ledger, { acceptance, delivery }: Templates, index: number, size: number): Promise<void> => {
  const part = index % 3;
  // Random: nothing like a message in Base64, but no database can make it smaller either.
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  const sha256 = toHex(await crypto.subtle.digest('SHA-256', bytes));
  const template = part === 0 ? acceptance : delivery;
  const isLost = part === 2 && Math.floor(index / 3) % 10 === 0;
  const named = part === 0 ? {} : { delivery: RECIPIENTS[isLost ? 0 : part - 1] ?? RECIPIENTS[0] };
  const certified = template.certified && { ...template.certified, ...toFacts(index), ...named };
  const report: Report = { ...template, certified, sha256 };
  await ledger.keep({ bytes, report, origin: 'file', recordedAt: new Date().toISOString(), shownSubject: null });
};

const withLedger = async <T>(work: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const ledger = openLedger();
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
};

const fill = (templates: Templates, to: number, bytes: number): Promise<number> =>
  withLedger(async (ledger) => {
    for (let from = (await ledger.census()).count; from < to; from += AT_ONCE) {
      const indexes = Array.from({ length: Math.min(AT_ONCE, to - from) }, (_, offset) => from + offset);
      await Promise.all(indexes.map((index) => record(ledger, templates, index, bytes)));
    }
    // As after a drop: from now on every reader compares the ledger with it.
    await feedCanary({ readCensus: ledger.census, journal: ledger.journal }, new Date().toISOString());
    return (await ledger.census()).count;
  });

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

const time = async (work: () => Promise<unknown>, runs = 5): Promise<number> => {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
};

const NOTHING = (): undefined => undefined;

const measure = async (templates: Templates, size: number): Promise<LedgerFigures> => {
  const now = new Date().toISOString();
  // Looked at once, as the background does after a drop: what grew old meanwhile is not measured.
  await withLedger((ledger) => ledger.sweep(now));
  const firstRows = (): Promise<unknown> =>
    withLedger((ledger) => new Promise<void>((resolve, reject) => void ledger.summaries(now, () => resolve()).catch(reject)));
  const recordMs = await withLedger(async (ledger) => {
    const { count } = await ledger.census();
    let index = count;
    return time(() => record(ledger, templates, index++, size), RECORDED);
  });
  return {
    recordMs,
    attentionMs: await time(() => withLedger((ledger) => ledger.attention(now, 20))),
    firstRowsMs: await time(firstRows),
    allRowsMs: await time(() => withLedger((ledger) => ledger.summaries(now, NOTHING)), 3),
    countMs: await time(() => withLedger((ledger) => ledger.count())),
  };
};

const answer = async (order: Order): Promise<Answer> => {
  const templates = (await (await fetch('/bench.json')).json()) as Templates;
  return order.what === 'fill' ? { filled: await fill(templates, order.to, order.bytes) } : measure(templates, order.bytes);
};

const { dataset } = document.body;
const listen = (): void => {
  const { order } = dataset;
  if (order === undefined) return;
  delete dataset.order;
  answer(JSON.parse(order) as Order)
    .catch((error: unknown) => ({ error: String(error) }))
    .then((told) => {
      dataset.answer = JSON.stringify(told);
    });
};
new MutationObserver(listen).observe(document.body, { attributes: true });
