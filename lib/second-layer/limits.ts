// How much of a hostile file in the second layer is looked at; beyond it nothing of the file is believed.

export const LAYER_LIMITS = {
  /** Pieces of evidence of one message that are opened. */
  pieces: 20,
  pieceBytes: 10 * 1024 * 1024,
  /** Files of a second system in one message. */
  files: 20,
  fileBytes: 1024 * 1024,
  elements: 5000,
  /** A signed segnatura is a dozen deep. */
  depth: 30,
  nameCharacters: 64,
  attributes: 50,
  attributeCharacters: 2000,
  /** Of one element; signatures are skipped before. */
  textCharacters: 4000,
  /** Of one fact as it is shown. */
  factCharacters: 500,
  errors: 20,
} as const;
