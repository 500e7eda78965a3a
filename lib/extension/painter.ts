// Draws what changes a thousand times a second at most ten times a second, and the last state always.

export type Painter = { paint(): void /** Draws now, and forgets what was still to be drawn. */; flush(): void };

export const createPainter = (draw: () => void, pauseMs = 100): Painter => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    draw();
  };
  return {
    paint: () => {
      timer ??= setTimeout(flush, pauseMs);
    },
    flush,
  };
};
