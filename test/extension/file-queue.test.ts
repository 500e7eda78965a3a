// What is dropped, as a queue: many at once, each with its own outcome, told now and then, cancelled at once.
import { describe, expect, it } from 'vitest';
import { createFileQueue, type FileProgress, type FileQueueOptions } from '../../lib/extension/dropped/file-queue';
import type { Judge } from '../../lib/extension/dropped/judge-file';
import type { FoundMessage } from '../../lib/intake/found';
import { buildArchive } from '../intake/build-archive';

const MAIL = 'From: a@posta.example\r\nSubject: x\r\n\r\nciao\r\n';
const toFile = (name: string, content: BlobPart = MAIL): File => new File([content], name);
const toFiles = (count: number): File[] => Array.from({ length: count }, (_, index) => toFile(`${index}.eml`));

type Watched = { seen: string[]; most: number; mostBytes: number; cancelled: number; closed: number };

/** Answers after a moment, and notes how many were in its hands at one time. */
const watchJudge = (pauseMs = 1): { watched: Watched; openJudge(): Promise<Judge> } => {
  const watched: Watched = { seen: [], most: 0, mostBytes: 0, cancelled: 0, closed: 0 };
  const openJudge = async (): Promise<Judge> => {
    const inHand = new Map<FoundMessage, () => void>();
    return {
      async judge(found) {
        watched.seen.push(found.name);
        const isAnswered = await new Promise<boolean>((resolve) => {
          inHand.set(found, () => resolve(false));
          watched.most = Math.max(watched.most, inHand.size);
          watched.mostBytes = Math.max(
            watched.mostBytes,
            [...inHand.keys()].reduce((sum, { size }) => sum + size, 0),
          );
          setTimeout(() => resolve(true), pauseMs);
        });
        inHand.delete(found);
        return isAnswered ? { name: found.name, report: null, problem: 'broken-file' } : null;
      },
      cancel() {
        watched.cancelled += 1;
        for (const stop of inHand.values()) stop();
      },
      async close() {
        watched.closed += 1;
      },
    };
  };
  return { watched, openJudge };
};

const start = (options: Partial<FileQueueOptions> = {}, pauseMs?: number) => {
  const { watched, openJudge } = watchJudge(pauseMs);
  const shown: FileProgress[] = [];
  const queue = createFileQueue({ openJudge, show: (progress) => shown.push(progress), ...options });
  const names = (): string[] => shown.at(-1)?.outcomes.map(({ name }) => name) ?? [];
  return { queue, shown, watched, names };
};

describe('the queue', () => {
  it('tells of the beginning, sometimes of the way, and of the end', async () => {
    const { queue, shown, names } = start({ inFlight: { jobs: 16, bytes: 1e9 } }, 20);
    await queue.add(toFiles(200));
    expect(shown[0]?.progress).toMatchObject({ done: 0 });
    const between = shown.slice(1, -1);
    expect(between.length).toBeGreaterThan(0);
    // 200 files of 20 ms, 16 at a time, take a quarter of a second: ten drawings a second make few.
    expect(between.length).toBeLessThan(20);
    for (const { progress } of between) expect(progress?.total).toBe(200);
    expect(shown.at(-1)?.progress).toBeNull();
    expect(names().sort()).toEqual(
      toFiles(200)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('has only so many in hand, and only so many octets', async () => {
    const few = start({ inFlight: { jobs: 4, bytes: 1e9 } });
    await few.queue.add(toFiles(60));
    expect(few.watched.most).toBe(4);
    const size = toFile('a').size;
    const small = start({ inFlight: { jobs: 50, bytes: 3 * size } });
    await small.queue.add(toFiles(60));
    expect(small.watched.mostBytes).toBe(3 * size);
    const huge = start({ inFlight: { jobs: 50, bytes: size - 1 } });
    await huge.queue.add(toFiles(5));
    expect([huge.watched.most, huge.names().length]).toEqual([1, 5]);
  });

  it('finds what archives and mailboxes hold, and counts what is no mail', async () => {
    const zip = buildArchive([
      { name: 'a.eml', content: MAIL },
      { name: 'nota.txt', content: 'niente' },
      { name: '../b.eml', content: MAIL },
    ]);
    const good = buildArchive([
      { name: 'a.eml', content: MAIL },
      { name: 'nota.txt', content: 'niente' },
      { name: 'posta/b.eml', content: MAIL },
      { name: 'posta/c.mbox', content: `From x\n${MAIL}\r\nFrom y\n${MAIL}` },
    ]);
    const { queue, shown, names } = start();
    const mailbox = toFile('d.mbox', `From x\n${MAIL}\r\n`.repeat(3));
    await queue.add([toFile('slip.zip', zip), toFile('good.zip', good), mailbox, toFile('nota.pdf', '%PDF-')]);
    expect(shown.at(-1)?.passedOver).toBe(1);
    const inGood = ['a.eml', 'posta/b.eml', 'posta/c.mbox#1', 'posta/c.mbox#2'].map((name) => `good.zip/${name}`);
    expect(names().sort()).toEqual([...inGood, 'd.mbox#1', 'd.mbox#2', 'd.mbox#3', 'nota.pdf', 'slip.zip'].sort());
    expect(shown.at(-1)?.outcomes.find(({ name }) => name === 'slip.zip')?.problem).toBe('archive-unsafe');
  });

  it('takes files that are dropped while it works into the same run', async () => {
    const { queue, shown, watched } = start();
    const first = queue.add(toFiles(30));
    await queue.add([toFile('later.eml')]);
    await first;
    expect(shown.at(-1)?.outcomes).toHaveLength(31);
    expect(watched.closed).toBe(1);
  });

  it('stops at once when cancelled and keeps what was done; the next drop starts a new list', async () => {
    const { queue, shown, watched, names } = start({ inFlight: { jobs: 2, bytes: 1e9 } }, 50);
    const run = queue.add(toFiles(100));
    await new Promise((resolve) => setTimeout(resolve, 180));
    queue.cancel();
    expect(shown.at(-1)?.progress).toBeNull();
    const done = shown.at(-1)?.outcomes.length ?? 0;
    expect(done).toBeGreaterThan(0);
    await run;
    expect([shown.at(-1)?.outcomes.length, watched.cancelled, watched.closed]).toEqual([done, 1, 1]);
    expect(watched.seen.length).toBeLessThan(20);
    await queue.add([toFile('d.eml')]);
    expect(names()).toEqual(['d.eml']);
  });

  it('lets a run that was cancelled paint nothing over the next one', async () => {
    const { queue, names } = start({}, 30);
    const first = queue.add(toFiles(50));
    queue.cancel();
    await Promise.all([first, queue.add([toFile('d.eml')])]);
    expect(names()).toEqual(['d.eml']);
  });

  it('ends, and says so, when the context cannot be read', async () => {
    const { queue, shown } = start({ openJudge: () => Promise.reject(new Error('no settings')) });
    await expect(queue.add(toFiles(3))).rejects.toThrow('no settings');
    expect(shown.at(-1)?.progress).toBeNull();
  });
});
