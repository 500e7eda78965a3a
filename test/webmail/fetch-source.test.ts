// Fetching a source from a local server that answers well, badly, and not at all.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceRequest } from '../../lib/webmail/adapter';
import { type FetchedSource, fetchSource, fetchText } from '../../lib/webmail/source/fetch-source';
import { undoCrlfAsLf } from '../../lib/webmail/source/undo-crlf-as-lf';
import { undoLatin1AsUtf8 } from '../../lib/webmail/source/undo-latin-1-as-utf-8';

const HEADER = Buffer.from('Received: from x\r\nSubject: y\r\n\r\n');
let server: Server | undefined;

const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const fetchFrom = (origin: string, limits: { maxBytes?: number; signal?: AbortSignal; url?: string } = {}): Promise<FetchedSource> => {
  const { maxBytes = 1000, signal = new AbortController().signal, url = `${origin}/?_uid=5` } = limits;
  return fetchSource({ url, headers: { 'X-Test': 'a' }, fidelity: 'exact' }, { origin, maxBytes, signal });
};
const problemOf = async (listener: RequestListener, limits = {}): Promise<string> => {
  const fetched = await fetchFrom(await serve(listener), limits);
  return fetched.ok ? 'ok' : fetched.problem;
};

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('a good answer', () => {
  it('comes back as the octets that the webmail made it of, where it was asked for so', async () => {
    const octets = Buffer.concat([HEADER, Buffer.from([0x80, 0xe8, 0xff, 13, 10])]);
    const mangled = Buffer.from(octets.toString('latin1').replaceAll('\r\n', '\n'), 'utf8');
    const asked: (string | undefined)[] = [];
    const origin = await serve(({ method }, response) => {
      asked.push(method);
      response.end(mangled);
    });
    const undo = [undoLatin1AsUtf8, undoCrlfAsLf];
    const limits = { origin, maxBytes: 1000, signal: new AbortController().signal };
    const fetched = await fetchSource({ url: `${origin}/`, method: 'POST', headers: {}, fidelity: 'reversible', undo }, limits);
    expect(fetched.ok && Buffer.concat(fetched.chunks)).toEqual(octets);
    expect(asked).toEqual(['POST']);
  });

  it('arrives octet by octet, all 256 values, whatever type and charset it claims', async () => {
    const bytes = Buffer.concat([HEADER, Buffer.from(Array.from({ length: 256 }, (_, octet) => octet)), Buffer.from('\t \r\r\n\n')]);
    const origin = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/plain; charset=utf-16' }).end(bytes));
    const fetched = await fetchFrom(origin);
    if (!fetched.ok) throw new Error(fetched.problem);
    expect(Buffer.concat(fetched.chunks).equals(bytes)).toBe(true);
    expect(fetched.size).toBe(bytes.length);
  });

  it('may come compressed, with a length that is not that of the message', async () => {
    const { gzipSync } = await import('node:zlib');
    const body = gzipSync(Buffer.concat([HEADER, Buffer.alloc(500, 'a')]));
    expect(
      await problemOf((_, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body)),
    ).toBe('ok');
  });

  it('may come in pieces so small that the first holds no whole field name', async () => {
    const problem = await problemOf((_, response) => {
      response.write('Rec');
      setTimeout(() => response.end(HEADER.subarray(3)), 30);
    });
    expect(problem).toBe('ok');
  });

  it('may begin as a line of an mbox', async () => {
    expect(await problemOf((_, response) => response.end('From x@y.example Mon\r\nSubject: x\r\n\r\n'))).toBe('ok');
  });
});

describe('an expired session', () => {
  it.each([
    ['a login page', 200, { 'content-type': 'text/html' }, '<!DOCTYPE html>\n<form>'],
    ['a login page that calls itself text', 200, { 'content-type': 'text/plain' }, '\n  <html><body>'],
    ['a login page with a byte order mark', 200, {}, '\uFEFF<!doctype html>'],
    ['401', 401, {}, 'Subject: x'],
    ['403', 403, {}, 'Request security check failed'],
    ['a redirect to the login', 302, { location: '/?_task=login' }, ''],
    ['a redirect elsewhere', 302, { location: 'http://127.0.0.1:9/' }, ''],
  ])('is told from %s', async (_, status, headers, body) => {
    expect(await problemOf((__, response) => response.writeHead(status, headers).end(body))).toBe('session-expired');
  });
});

describe('an answer that does not say why there is no source', () => {
  const problemWhen = async (answer: string, type = 'application/json', source = ''): Promise<[string, string[]]> => {
    const asked: string[] = [];
    const origin = await serve(({ url = '' }, response) => {
      asked.push(url);
      if (url === '/session') response.writeHead(200, { 'content-type': type }).end(answer);
      else response.end(source);
    });
    const isSessionOver: SourceRequest['isSessionOver'] = async (limits) => {
      const session = await fetchText({ url: `${origin}/session`, headers: {} }, limits);
      return session.ok && session.text === 'over';
    };
    const limits = { origin, maxBytes: 1000, signal: new AbortController().signal };
    const fetched = await fetchSource({ url: `${origin}/source`, headers: {}, fidelity: 'exact', isSessionOver }, limits);
    return [fetched.ok ? 'ok' : fetched.problem, asked];
  };

  it('is an expired session where the webmail says so when asked', async () => {
    expect(await problemWhen('over')).toEqual(['session-expired', ['/source', '/session']]);
  });

  it('is a message that is gone where the session goes on, or nothing is said of it', async () => {
    for (const answer of ['alive', '']) expect(await problemWhen(answer)).toEqual(['source-unavailable', ['/source', '/session']]);
  });

  it('is the only reason to ask', async () => {
    expect(await problemWhen('over', 'application/json', HEADER.toString())).toEqual(['ok', ['/source']]);
    expect(await problemWhen('over', 'application/json', 'no message')).toEqual(['not-a-message', ['/source']]);
  });
});

describe('no source', () => {
  it('when the webmail sends us to another host, which is not asked', async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end());
    const source = { url: `${origin}/`, headers: {}, fidelity: 'lossy', leadsElsewhere: true } as const;
    const fetched = await fetchSource(source, { origin, maxBytes: 1000, signal: new AbortController().signal });
    expect(fetched).toEqual({ ok: false, problem: 'source-unavailable' });
  });
  it.each([404, 410, 500, 503])('when the answer is %i', async (status) => {
    expect(await problemOf((_, response) => response.writeHead(status).end('Subject: x\r\n\r\n'))).toBe('source-unavailable');
  });

  it('when the answer is empty, as for a message that is gone', async () => {
    expect(await problemOf((_, response) => response.end())).toBe('source-unavailable');
    // SnappyMail answers so for a message that is gone, and no less for a session that has ended.
    const page = { 'content-type': 'text/html; charset=UTF-8' };
    expect(await problemOf((_, response) => response.writeHead(200, page).end())).toBe('source-unavailable');
  });

  it('when the answer is cut short: a part of a message would be called altered', async () => {
    const problem = await problemOf((_, response) => {
      response.writeHead(200, { 'content-length': 500 }).write(HEADER);
      setTimeout(() => response.destroy(), 30);
    });
    expect(problem).toBe('source-unavailable');
  });

  it('when nobody answers', async () => {
    const origin = await serve((_, response) => response.end());
    server?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await fetchFrom(origin)).toEqual({ ok: false, problem: 'source-unavailable' });
  });

  it('from another origin, which is not even asked', async () => {
    let asked = 0;
    const origin = await serve((_, response) => {
      asked += 1;
      response.end(HEADER);
    });
    for (const url of [
      'http://evil.example/x',
      'not a url',
      'javascript:1',
      'data:message/rfc822,Subject:x',
      origin.replace('127.0.0.1', 'localhost'),
    ]) {
      expect(await fetchFrom(origin, { url })).toEqual({ ok: false, problem: 'source-unavailable' });
    }
    expect(asked).toBe(0);
  });

  it('after the user went on', async () => {
    const controller = new AbortController();
    const origin = await serve((_, response) => {
      response.write(HEADER);
      setTimeout(() => controller.abort(), 20);
    });
    expect(await fetchFrom(origin, { signal: controller.signal })).toEqual({ ok: false, problem: 'source-unavailable' });
  });
});

describe('too large', () => {
  it('by its announced length, before it is read', async () => {
    let closed = false;
    const problem = await problemOf((_, response) => {
      response.on('close', () => {
        closed = !response.writableFinished;
      });
      response.writeHead(200, { 'content-length': 5000 }).write(HEADER);
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([problem, closed]).toEqual(['message-too-large', true]);
  });

  it('while it is read, when nothing was announced', async () => {
    expect(await problemOf((_, response) => response.write(Buffer.concat([HEADER, Buffer.alloc(2000)])))).toBe('message-too-large');
  });

  it('only beyond the cap', async () => {
    const body = Buffer.concat([HEADER, Buffer.alloc(1000 - HEADER.length, 'a')]);
    expect(await problemOf((_, response) => response.end(body))).toBe('ok');
    server?.close();
    expect(await problemOf((_, response) => response.end(Buffer.concat([body, Buffer.from('a')])))).toBe('message-too-large');
  });
});

it('tells what is neither page nor message', async () => {
  for (const body of ['{"a":1}', 'PK\x03\x04', ' Subject: x', 'no header here', '\r\nSubject: x']) {
    expect(await problemOf((_, response) => response.end(body))).toBe('not-a-message');
    server?.close();
  }
});

describe('the text of a list', () => {
  const ask = async (listener: RequestListener, maxBytes = 1000) => {
    const origin = await serve(listener);
    return fetchText({ url: `${origin}/?_remote=1`, headers: {} }, { origin, maxBytes, signal: new AbortController().signal });
  };

  it('comes as it is, in UTF-8', async () => {
    expect(await ask((_, response) => response.end('{"exec":"è"}'))).toEqual({ ok: true, text: '{"exec":"è"}' });
  });

  it.each([
    [200, 'text/html', 'session-expired'],
    [401, 'application/json', 'session-expired'],
    [429, 'application/json', 'too-many-requests'],
    [500, 'application/json', 'source-unavailable'],
  ])('is refused when it is answered with %i %s', async (status, type, problem) => {
    expect(await ask((_, response) => response.writeHead(status, { 'content-type': type }).end('{}'))).toEqual({ ok: false, problem });
  });

  it('is capped', async () => {
    expect(await ask((_, response) => response.end('x'.repeat(2000)))).toEqual({ ok: false, problem: 'message-too-large' });
  });
});
