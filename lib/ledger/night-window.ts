// Whether a certified local time falls between 21:00 and 07:00, an interval that the law names (art. 147 c.p.c., DL 179/2012 art. 16-septies).

/** Without a certified offset nothing tells what the clocks on the wall showed. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T(\d{2}):(\d{2}):\d{2}(?:\.\d+)?[+-]\d{2}:\d{2}$/;

const FROM_HOUR = 21;
const TO_HOUR = 7;

/** `21:14`, or null outside the interval. What follows from it is for the reader to judge. */
export const findNightTime = (certifiedTime: string): string | null => {
  const [, hour, minute] = LOCAL_TIME.exec(certifiedTime) ?? [];
  if (hour === undefined) return null;
  return Number(hour) >= FROM_HOUR || Number(hour) < TO_HOUR ? `${hour}:${minute}` : null;
};
