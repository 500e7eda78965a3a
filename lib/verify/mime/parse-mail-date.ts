// The Date of a mail (RFC 5322 section 3.3) as an instant: read here, because engines disagree on what else they take for a date.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const DATE = /^(?:[a-z]{3} ?, ?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (?:([+-])(\d\d)(\d\d)|ut|utc|gmt|z)$/i;

const LONGEST = 200;

/** @returns milliseconds since 1970 UTC; null for what is no date of that form, or a day that does not exist */
export const parseMailDate = (value: string): number | null => {
  if (value.length > LONGEST) return null;
  const bare = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '00', sign, zoneHour = '0', zoneMinute = '0'] =
    DATE.exec(bare) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}:${second}.000Z`;
  const local = Date.parse(iso);
  if (Number.isNaN(local) || new Date(local).toISOString() !== iso) return null;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return local - (sign === '-' ? -offset : offset);
};
