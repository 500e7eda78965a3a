// An instant in Italian legal time, in the spellings that PEC uses (RFC 6109 section 4.2).

export type RomeTime = {
  /** `19/09/2026`. */
  day: string;
  /** `15:41:19`. */
  clock: string;
  /** `+0200`. */
  zone: string;
  /** `CET` or `CEST`. */
  abbreviation: string;
  /** `20260919154119`. */
  stamp: string;
  /** `Sat, 19 Sep 2026 15:41:19 +0200`. */
  header: string;
};

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HOUR_MS = 3_600_000;

const romeHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', timeZoneName: 'longOffset' });

const isSummer = (instant: Date): boolean =>
  romeHour.formatToParts(instant).some(({ type, value }) => type === 'timeZoneName' && value === 'GMT+02:00');

const padded = (value: number): string => String(value).padStart(2, '0');

export const toRomeTime = (instant: Date): RomeTime => {
  const summer = isSummer(instant);
  const local = new Date(instant.getTime() + (summer ? 2 : 1) * HOUR_MS);
  const [date = '', rest = ''] = local.toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const clock = rest.slice(0, 8);
  const zone = summer ? '+0200' : '+0100';
  return {
    day: `${day}/${month}/${year}`,
    clock,
    zone,
    abbreviation: summer ? 'CEST' : 'CET',
    stamp: `${year}${month}${day}${clock.replaceAll(':', '')}`,
    header: `${WEEKDAYS[local.getUTCDay()]}, ${padded(local.getUTCDate())} ${MONTHS[local.getUTCMonth()]} ${year} ${clock} ${zone}`,
  };
};
