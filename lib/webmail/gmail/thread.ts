// Where Gmail shows the messages of a conversation, and whether it shows a conversation without any that is known.
import { findOutside } from '../sight/find-outside';

export const BODY = '.a3s';
export const MESSAGES = '[data-message-id][data-legacy-message-id]';
export const ID = /^[0-9a-f]{8,20}$/;
const SUBJECT = 'h2.hP, h2[data-legacy-thread-id]';

/** Messages that the user folded have no body, but are known. */
export const hasBareThread = (page: Document): boolean => {
  const isKnown = findOutside(page, MESSAGES, BODY).some((one) => ID.test(one.getAttribute('data-legacy-message-id') ?? ''));
  return !isKnown && findOutside(page, SUBJECT, BODY).length > 0;
};
