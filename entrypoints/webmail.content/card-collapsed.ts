// Remembers whether the user folded the card to one line; without an answer the card is merely unfolded.
import { askBackground } from './ask-background';

export const readCollapsed = async (): Promise<boolean> => (await askBackground({ type: 'card-collapsed', set: null })) === true;

export const writeCollapsed = async (collapsed: boolean): Promise<void> => {
  await askBackground({ type: 'card-collapsed', set: collapsed });
};
