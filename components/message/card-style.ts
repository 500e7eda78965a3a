// Everything the card's closed shadow root is styled with, as text.

import parts from '../parts/parts.css?inline';
import tokens from '../parts/tokens.css?inline';
import card from './card.css?inline';
import judged from './judged.css?inline';

export const cardStyle = [tokens, parts, judged, card].join('\n');
