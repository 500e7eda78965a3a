// A small client of Marionette, Firefox's own remote control: the one that reaches moz-extension: pages.
import { createConnection, type Socket } from 'node:net';

export type Marionette = {
  send(command: string, parameters?: object): Promise<unknown>;
  /** One scenario step is several commands; nothing else may come between them. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  closed: Promise<void>;
  close(): void;
};

type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: unknown];
type Waiting = { resolve(result: unknown): void; reject(error: Error): void };

/** Packets are `<length in bytes>:<json>`. */
const createSplitter = (onPacket: (json: string) => void): ((data: Buffer) => void) => {
  let pending = Buffer.alloc(0);
  return (data) => {
    pending = Buffer.concat([pending, data]);
    for (let colon = pending.indexOf(':'); colon > 0; colon = pending.indexOf(':')) {
      const end = colon + 1 + Number(pending.subarray(0, colon).toString('ascii'));
      if (pending.length < end) return;
      onPacket(pending.subarray(colon + 1, end).toString('utf8'));
      pending = pending.subarray(end);
    }
  };
};

const toResult = (result: unknown): unknown => (result !== null && typeof result === 'object' && 'value' in result ? result.value : result);

const createClient = (socket: Socket, onGreeting: (client: Marionette) => void): void => {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const client: Marionette = {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject: (error) => reject(new Error(`${command}: ${error.message}`)) });
        const json = JSON.stringify([0, lastId, command, parameters]);
        socket.write(`${Buffer.byteLength(json)}:${json}`);
      }),
    exclusively: (work) => {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    close: () => socket.destroy(),
  };
  socket.on(
    'data',
    createSplitter((json) => {
      const packet = JSON.parse(json) as Answer | { marionetteProtocol: number };
      if (!Array.isArray(packet)) return onGreeting(client);
      const [, id, error, result] = packet;
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(`${error.error}: ${error.message}`));
      else call?.resolve(toResult(result));
    }),
  );
  socket.on('close', () => {
    for (const call of waiting.values()) call.reject(new Error('Firefox has gone'));
  });
};

export const connectMarionette = (port: number): Promise<Marionette> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('error', reject);
    createClient(socket, (client) => {
      socket.on('error', () => undefined);
      resolve(client);
    });
  });
