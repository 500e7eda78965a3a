// The plain data of a lesson, in which the user shows Ceralacca how an unknown webmail hands out a message. Types only, and the codes.

/** Why a lesson ended without a recipe; each has its sentence (`teach_problem_<code>`). */
export const TEACH_PROBLEMS = [
  'not-allowed',
  'interrupted',
  'nothing-seen',
  'unsupported',
  'harmful',
  'unknown-value',
  'message-not-found',
  'place-lost',
  'not-confirmed',
  'not-kept',
] as const;
export type TeachProblem = (typeof TEACH_PROBLEMS)[number];

/** As the card in the page shows it. */
export type Lesson =
  /** The user opens a message and downloads it. */
  | { step: 'download' }
  /** The user opens another one; `isSame` after a try on the first one. */
  | { step: 'second'; isSame: boolean }
  | { step: 'testing' }
  | { step: 'done' }
  | { step: 'failed'; problem: TeachProblem; detail: string };

/** What popup and side panel offer for the page of a tab. `none`: a webmail that Ceralacca knows, or no page of a webmail. */
export type TeachState = { status: 'none' } | { status: 'teachable' } | { status: 'teaching' } | { status: 'taught'; since: string };

export type TeachOrder = 'start' | 'forget';

/** A recipe as the options list it. */
export type TaughtWebmail = { origin: string; since: string };

export const RECIPE_PROBLEMS = ['not-a-recipe', 'too-new', 'harmful'] as const;
export type RecipeProblem = (typeof RECIPE_PROBLEMS)[number];

export type TaughtProps = {
  webmails: TaughtWebmail[];
  problem: RecipeProblem | null;
  actions: { exportRecipe(origin: string): void; removeRecipe(origin: string): void; importRecipe(file: File): void };
};
