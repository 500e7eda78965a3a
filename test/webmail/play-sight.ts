// Plays the browser's observer of what is in sight, where nothing is laid out: the test says what comes near.

/** Elements for which `isNear` holds are near at once, others when they `come`. */
export const playSight = (isNear: (element: Element) => boolean = () => true): { come(element: Element): void } => {
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
  Object.assign(globalThis, { IntersectionObserver: PlayedObserver });
  return {
    come(element) {
      for (const observer of observers) observer.tell(element, true);
    },
  };
};
