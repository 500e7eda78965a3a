// Takes mail by SMTP on loopback, without login and without encryption, as the lab's webmails hand it over.
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import type { SmtpEnvelope } from './parse-submission';

export type SmtpListener = { port: number; stop(): Promise<void> };

const MAXIMUM_BYTES = 120 * 1024 * 1024;

const readAll = async (stream: Readable): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Uint8Array.from(Buffer.concat(chunks));
};

export const listenSmtp = async (
  port: number,
  take: (bytes: Uint8Array, envelope: SmtpEnvelope) => Promise<void>,
): Promise<SmtpListener> => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAXIMUM_BYTES,
    logger: false,
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { sender: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) };
      readAll(stream)
        .then((bytes) => {
          if (stream.sizeExceeded) throw new RangeError('message too large');
          return take(bytes, envelope);
        })
        .then(() => callback(), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that hangs up in the middle is no reason to stop.
  server.on('error', () => undefined);
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
