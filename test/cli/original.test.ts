// `--original`: what comes of comparing is in the text and in the checks of the JSON, and moves neither verdict nor exit code.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import type { PecOptions } from '../pki/sign-pec';
import { authority, NOW, sign } from '../verify/bench';
import { ATTACHMENTS, signReceipt, transmit } from '../verify/original/brief-cases';

let folder: string;
const at = (name: string): string => join(folder, name);

const run = async (...words: string[]): Promise<{ code: number; out: string }> => {
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  const code = await runCommand([...words, '--trust', at('root.pem')], { out: write, err: write, lang: 'it_IT.UTF-8', now: NOW });
  return { code, out };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-original-'));
  const sent = transmit();
  await writeFile(at('root.pem'), authority.root.certificate.pem);
  await writeFile(at('breve.eml'), await signReceipt(sent, { brief: { range: 'd' } }));
  await writeFile(at('completa.eml'), await signReceipt(sent, { receiptType: 'completa' }));
  await writeFile(at('inviata.eml'), sent.original);
  await writeFile(at('altra.eml'), transmit({ messageId: 'altro@client.example' }).original);
  await writeFile(at('monca.eml'), transmit({ attachments: ATTACHMENTS.slice(1) }).original);
});

afterAll(() => rm(folder, { recursive: true }));

it('says which hash matched, and how', async () => {
  const { code, out } = await run('verify', '--original', at('inviata.eml'), at('breve.eml'));
  expect(code).toBe(0);
  expect(out).toContain('Ogni impronta della ricevuta breve corrisponde');
  expect(out).toContain('Che cosa prova: contenuto, con gli allegati come impronte');
  expect(out).toContain('Allegati uguali: atto.pdf (SHA-1, d), procura.pdf (SHA-1, d)');
  expect(out).toContain('(d) il contenuto decodificato');
});

it('names what is missing, and the receipt stays verified', async () => {
  const { code, out } = await run('verify', '--original', at('monca.eml'), at('breve.eml'), at('completa.eml'));
  expect(code).toBe(0);
  expect(out.match(/Mancano nella copia: atto\.pdf/g)).toHaveLength(2);
  expect(out).toContain('La ricevuta resta autentica');
});

it('says that the file is another message, and nothing where none was given', async () => {
  expect((await run('verify', '--original', at('altra.eml'), at('breve.eml'))).out).toContain('non è il messaggio a cui si riferisce');
  expect((await run('verify', at('breve.eml'))).out).not.toContain('Che cosa prova');
});

it('puts it into the checks of the JSON', async () => {
  const words = ['verify', '--json', '--original', at('altra.eml'), '--original', at('inviata.eml'), at('breve.eml')];
  const { checks } = JSON.parse((await run(...words)).out) as { checks: { check: string }[] };
  expect(checks.find(({ check }) => check === 'original-message')).toMatchObject({
    status: 'passed',
    notes: ['original-message.hashes-match'],
    facts: { proves: 'content-by-hash', attachments: 2, matched: 2, hashedRange: 'd' },
  });
});

it('ledger: a complete receipt among the files serves as the original of a brief one', async () => {
  expect((await run('ledger', at('breve.eml'))).out).not.toContain('impronta');
  const { code, out } = await run('ledger', at('breve.eml'), at('completa.eml'));
  expect(code).toBe(0);
  expect(out).toContain(`${at('breve.eml')}:\n        Ogni impronta della ricevuta breve corrisponde`);
  const json = JSON.parse((await run('ledger', '--json', at('breve.eml'), at('completa.eml'))).out) as { evidence: { path: string }[] };
  expect(json.evidence.sort((one, other) => (one.path < other.path ? -1 : 1))).toMatchObject([
    { path: at('breve.eml'), proves: 'content-by-hash', original: ['original-message.hashes-match'] },
    { path: at('completa.eml'), proves: 'full-content', original: ['original-message.not-compared'] },
  ]);
  const named = await run('ledger', '--original', at('monca.eml'), at('breve.eml'), at('completa.eml'));
  expect(named.out.match(/Mancano nella copia: atto\.pdf/g)).toHaveLength(2);
});

it('ledger: complete receipts are compared with each other, and who was in copy is told', async () => {
  const [anna, bruno, carla] = ['anna', 'bruno', 'carla'].map((name) => `${name}@pec.beta.example`) as [string, string, string];
  const recipients = [anna, bruno, carla].map(
    (address) => ({ address, type: 'certificato', field: address === carla ? 'cc' : 'to' }) as const,
  );
  const sent = transmit({ recipients });
  const other = { ...sent, original: transmit({ recipients, attachments: ATTACHMENTS.slice(1) }).original };
  const write = async (name: string, options: Partial<PecOptions>): Promise<string> => {
    await writeFile(at(name), await sign({ receiptType: 'completa', transmission: sent, ...options }));
    return at(name);
  };
  const accepted = await write('accettazione.eml', { kind: 'accettazione' });
  const [first, same, differing, summary] = [
    await write('anna.eml', { delivery: anna }),
    await write('bruno.eml', { delivery: bruno }),
    await write('bruno-altro.eml', { delivery: bruno, transmission: other }),
    await write('carla.eml', { delivery: carla, receiptType: 'sintetica' }),
  ];
  const { out } = await run('ledger', accepted, first, same, summary);
  expect(out).toContain(`Le ricevute complete contengono lo stesso messaggio, allegato per allegato: ${anna}, ${bruno}`);
  expect(out).toMatch(/il destinatario era in copia \(Cc\).*: carla@pec\.beta\.example\n.*occorre un nuovo invio/);
  const differ = (await run('ledger', accepted, first, differing, summary)).out;
  expect(differ).toContain('il contenuto non è uguale in tutte');
  expect(differ).toMatch(/Solo (nelle prime|in queste): atto\.pdf/);
  const { readiness } = JSON.parse((await run('ledger', '--json', accepted, first, same, summary)).out) as { readiness: { id: string }[] };
  expect(readiness).toContainEqual({ id: 'delivery-in-copy', status: 'missing', addresses: [carla] });
  expect(readiness).toContainEqual({ id: 'receipts-agree', status: 'ok', addresses: [anna, bruno] });
});
