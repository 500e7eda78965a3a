// Answers what the page of a taught webmail asks, or of one that is being taught: each about its own origin and its own tab only.
import type { Browser } from 'wxt/browser';
import { findSenderOrigin } from '../access/sites';
import type { BackgroundRequest } from '../protocol';
import { readRecording, startRecording, stopRecording } from './record-requests';
import { keepRecipe, readRecipes } from './taught-recipes';

type LessonRequest = Extract<
  BackgroundRequest,
  { type: 'taught-recipe' | 'teach-record' | 'teach-recorded' | 'teach-stop' | 'teach-keep' }
>;

export const answerLesson = async (request: LessonRequest, sender: Browser.runtime.MessageSender): Promise<unknown> => {
  const { tab } = sender;
  const origin = findSenderOrigin(sender);
  if (origin === undefined) return null;
  switch (request.type) {
    case 'taught-recipe':
      return (await readRecipes()).get(origin) ?? null;
    case 'teach-record':
      return startRecording(sender);
    case 'teach-recorded':
      return readRecording(sender);
    case 'teach-stop':
      return stopRecording(sender);
    case 'teach-keep':
      // What is read in a private window leaves nothing on the disk.
      return tab?.incognito === true ? false : keepRecipe(origin, request.recipe);
  }
};
