// Files as people drop them: genuine messages, damaged ones and what is no message at all, with what must be said of each.
import { createHash } from 'node:crypto';
import type { Authority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';

export type DroppedFile = { name: string; bytes: Uint8Array; outcome: RegExp };

const toBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** One letter of the human text that the provider signed. */
export const alter = (bytes: Uint8Array): Uint8Array => {
  const text = toText(bytes);
  const at = text.indexOf('nella casella di');
  if (at < 0) throw new Error('the sample has no such words');
  return toBytes(`${text.slice(0, at)}N${text.slice(at + 1)}`);
};

/** The same octets each time, and none that a message could begin with. */
const createNoise = (size: number): Uint8Array => {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`noise ${index}`).digest());
  return Uint8Array.from(Buffer.concat([Buffer.from([0, 255, 254]), ...blocks])).subarray(0, size);
};

const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
);

const BOUNDARY = 'confine-di-prova';
const PART = `--${BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nx\r\n`;

/** Claims to be PEC, so that it must be told about, and has more parts than anybody looks at. */
const createManyParts = (count: number): Uint8Array =>
  toBytes(
    [
      'From: posta-certificata@posta.alfa-gestore.example',
      'Subject: CONSEGNA: molte parti',
      'X-Ricevuta: avvenuta-consegna',
      'MIME-Version: 1.0',
      `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="${BOUNDARY}"`,
      '',
      `${PART.repeat(count)}--${BOUNDARY}--`,
      '',
    ].join('\r\n'),
  );

/** Genuine samples by name; the same authority signs everywhere in a test. */
export const createSamples = async (authority: Authority): Promise<ReadonlyMap<string, Uint8Array>> =>
  new Map((await createSampleSet({ authority, now: new Date() })).map(({ name, bytes }) => [name, bytes]));

export const toOddFiles = (samples: ReadonlyMap<string, Uint8Array>): DroppedFile[] => {
  const sample = (name: string): Uint8Array => {
    const bytes = samples.get(name);
    if (bytes === undefined) throw new Error(`no sample ${name}`);
    return bytes;
  };
  const delivery = sample('notifica-consegna-1');
  const noMessage = /Questo file non è un messaggio di posta\. Non è stato registrato nulla/;
  return [
    { name: 'accettazione.eml', bytes: sample('notifica-accettazione'), outcome: /Ricevuta di accettazione: autentica/ },
    { name: 'alterata.eml', bytes: alter(delivery), outcome: /Ricevuta di avvenuta consegna: alterata dopo la firma/ },
    { name: 'falsa.eml', bytes: sample('falsa-cartella'), outcome: /Non è una PEC: nessun gestore l'ha firmata/ },
    { name: 'vuoto.eml', bytes: new Uint8Array(), outcome: noMessage },
    { name: 'rumore.eml', bytes: createNoise(4096), outcome: noMessage },
    { name: 'immagine.png', bytes: PNG, outcome: noMessage },
    {
      name: 'troncata.eml',
      bytes: delivery.subarray(0, delivery.length / 2),
      outcome: /Falsa o incompleta: manca la firma del gestore/,
    },
    { name: 'diecimila-parti.eml', bytes: createManyParts(10_000), outcome: /Ricevuta di avvenuta consegna: verifica non conclusiva/ },
    { name: 'consegna.eml', bytes: delivery, outcome: /Ricevuta di avvenuta consegna: autentica/ },
  ];
};
