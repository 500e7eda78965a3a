// Plays the browser's observer of what is in sight, where nothing is laid out, and its idle moments: the test says what comes near, and when.

/** Elements for which `isNear` holds are near at once, others when they `come`. */
export type PlayedSight = { come(element: Element): void; idle(): void };

export const playSight = (isNear: (element: Element) => boolean = () => true): PlayedSight => {
  const observers = new Set<PlayedObserver>();
  class PlayedObserver {
    readonly #tell: (seen: object[], observer: PlayedObserver) => void;
    readonly #observed = new Set<Element>();
    constructor(tell: (seen: object[], observer: PlayedObserver) => void) {
      this.#tell = tell;
      observers.add(this);
    }
    observe(element: Element): void {
      if (this.#observed.has(element)) return;
      this.#observed.add(element);
      queueMicrotask(() => this.tell(element, isNear(element)));
    }
    unobserve(element: Element): void {
      this.#observed.delete(element);
    }
    disconnect(): void {
      this.#observed.clear();
    }
    tell(target: Element, isIntersecting: boolean): void {
      if (this.#observed.has(target)) this.#tell([{ target, isIntersecting }], this);
    }
  }
  const waiting = new Map<number, () => void>();
  let last = 0;
  const requestIdleCallback = (work: () => void): number => {
    last += 1;
    waiting.set(last, work);
    return last;
  };
  Object.assign(globalThis, {
    IntersectionObserver: PlayedObserver,
    requestIdleCallback,
    cancelIdleCallback: (id: number) => waiting.delete(id),
  });
  return {
    idle() {
      const due = [...waiting.values()];
      waiting.clear();
      for (const work of due) work();
    },
    come(element) {
      for (const observer of observers) observer.tell(element, true);
    },
  };
};
