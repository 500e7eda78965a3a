// Everything the card's closed shadow root is styled with, as text.
import card from './card.css?inline';
import judged from './judged.css?inline';
import parts from './parts.css?inline';
import tokens from './tokens.css?inline';

export const cardStyle = [tokens, parts, judged, card].join('\n');
