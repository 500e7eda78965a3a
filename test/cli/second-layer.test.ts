// The second layer on the command line: beside the piece of evidence that carries it, as the statement of its sender.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import { createTransmission } from '../pki/transmission';
import { attach, CONFIRMATION, notification, REJECTION } from '../second-layer/layer-files';
import { authority, NOW, replaceIn, sign } from '../verify/bench';

const NS = 'IT01234567890_00A1B_NS_001.xml';
let folder: string;

const run = async (name: string, ...words: string[]): Promise<string> => {
  const written: string[] = [];
  const streams = { out: (text: string) => void written.push(text), err: () => undefined, lang: 'it_IT.UTF-8', now: NOW };
  await runCommand(['ledger', ...words, '--trust', join(folder, 'root.pem'), join(folder, name)], streams);
  return written.join('');
};

const write = async (name: string, xml: string, tamper = {}): Promise<void> => {
  const attachments = [attach(NS, xml), attach('Conferma.xml', CONFIRMATION)];
  const transmission = createTransmission({ sender: 'sdi01@pec.fatturapa.it', attachments });
  await writeFile(join(folder, name), await sign({ kind: 'posta-certificata', transmission, tamper }));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-layer-'));
  await writeFile(join(folder, 'root.pem'), authority.root.certificate.pem);
  await write('rejection.eml', REJECTION);
  await write('altered.eml', REJECTION, { message: replaceIn('name="Conferma.xml"', 'name="CONFERMA.xml"') });
  await write(
    'terminal.eml',
    notification('http://www.fatturapa.gov.it/sdi/messaggi/v1.0', 'NotificaScarto', '<Note>a\u202eb\u0085c</Note>'),
  );
  await writeFile(join(folder, 'plain.eml'), await sign({ kind: 'posta-certificata' }));
});
afterAll(() => rm(folder, { recursive: true }));

it('stands in the JSON of its evidence', async () => {
  const { evidence } = JSON.parse(await run('rejection.eml', '--json'));
  expect(evidence[0].secondLayer).toEqual([
    {
      system: 'sdi',
      type: 'NS',
      fileName: NS,
      facts: {
        sdiId: '9001',
        invoiceFile: 'IT01234567890_00A1B.xml.p7m',
        sdiReceived: '2026-09-18T10:00:00.000+02:00',
        sdiMessageId: '77',
        errors: '00404 Fattura duplicata; 00423 Prezzo totale non calcolato',
      },
    },
    {
      system: 'protocollo',
      type: 'conferma',
      fileName: 'Conferma.xml',
      facts: expect.objectContaining({ number: '0004711', aboutNumber: '0000012' }),
    },
  ]);
});

it('is one line each in the text', async () => {
  const lines = (await run('rejection.eml')).split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line.startsWith('Nel messaggio di sdi01@pec.fatturapa.it, non certificato dal gestore: '));
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('Notifica di scarto della fattura (NS); IT01234567890_00A1B_NS_001.xml; Identificativo SdI 9001');
  expect(said[1]).toContain('Numero di protocollo 0004711; Data di protocollo 18/09/2026');
});

it('does not steer the terminal', async () => {
  expect(await run('terminal.eml')).toContain('Note a⟨U+202E⟩b⟨U+0085⟩c');
});

it.each(['altered.eml', 'plain.eml'])('is silent about %s', async (name) => {
  expect(await run(name, '--json')).not.toContain('secondLayer');
  expect(await run(name)).not.toContain('non certificato dal gestore');
});
