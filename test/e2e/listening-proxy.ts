// Stands before a server on a port of its own and notes what is asked of it, with the headers that only browsers write.
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = { url: string; headers: IncomingHttpHeaders; status: number };

export const startListeningProxy = async (port: number): Promise<{ url: string; heard: Heard[]; stop(): void }> => {
  const heard: Heard[] = [];
  const server = createServer((asked, response) => {
    const { url = '', method = 'GET', headers } = asked;
    const passed = request({ host: '127.0.0.1', port, path: url, method, headers }, (answer) => {
      heard.push({ url, headers, status: answer.statusCode ?? 0 });
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard, stop };
};
