// Asks the system for free ports on loopback.
import { type AddressInfo, createServer } from 'node:net';

const listen = (): Promise<{ port: number; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });

/** All are held open until the last is known, so that they differ. */
export const findFreePorts = async (count: number): Promise<number[]> => {
  const held = await Promise.all(Array.from({ length: count }, listen));
  await Promise.all(held.map((one) => one.close()));
  return held.map((one) => one.port);
};

export const findFreePort = async (): Promise<number> => (await findFreePorts(1))[0] as number;
