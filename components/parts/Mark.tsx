// The marks: shape and word carry the verdict, colour only helps. Decorative: the word always stands beside.

export type MarkName = 'seal' | 'triangle' | 'octagon' | 'clock' | 'outline';
export type Tone = 'ok' | 'warn' | 'bad' | 'note' | 'dim';

const STAR =
  'M12 1.5l2.3 1.7 2.8-.4 1.2 2.6 2.6 1.2-.4 2.8 2 2.6-2 2.6.4 2.8-2.6 1.2-1.2 2.6-2.8-.4-2.3 1.7-2.3-1.7-2.8.4-1.2-2.6-2.6-1.2.4-2.8-2-2.6 2-2.6-.4-2.8 2.6-1.2 1.2-2.6 2.8.4z';

/** Paths: `solid` is filled, `line` is drawn over it. */
export type Shape = { solid: string; line: string };

export const SHAPES: Record<MarkName, Shape> = {
  seal: { solid: STAR, line: 'M7.8 12.3l2.9 2.9 5.6-6' },
  triangle: { solid: 'M12 2.5L23 21.5H1z', line: 'M12 9.5v5M12 18h.01' },
  octagon: { solid: 'M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z', line: 'M8.5 8.5l7 7M15.5 8.5l-7 7' },
  clock: { solid: '', line: 'M12 2.5a9.5 9.5 0 1 0 .01 0zM12 7v5.5l3.5 2' },
  outline: { solid: '', line: 'M12 2.5a9.5 9.5 0 1 0 .01 0zM8 12h8' },
};

type Props = { name: MarkName; tone: Tone; size?: 's' | 'm' | 'l' };

export const Mark = ({ name, tone, size = 'm' }: Props) => {
  const { solid, line } = SHAPES[name];
  return (
    <svg class={`mark ${size} ${tone}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-mark={name}>
      {solid && <path class="solid" d={solid} />}
      <path class={solid ? 'line inner' : 'line'} d={line} />
    </svg>
  );
};
