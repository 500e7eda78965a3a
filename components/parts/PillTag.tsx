// A short state word on a tinted ground.
import type { Pill } from '../board/message-summary';

export const PillTag = ({ pill }: { pill: Pill }) => <span class={`pill ${pill.tone}`}>{pill.text}</span>;
