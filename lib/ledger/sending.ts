// A message that the user sent, as the webmail's page showed it: it proves nothing, and waits for the receipt that does. Types only.

export type Sending = {
  id: string;
  host: string;
  from: string;
  recipients: string[];
  subject: string | null;
  messageId: string | null;
  /** ISO 8601 UTC, by the user's clock. */
  sentAt: string;
};
