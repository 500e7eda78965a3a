// Later than a certified instant, in its own zone: the offset stays, so that a date never slips a day for the reader.

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|([+-])(\d{2}):(\d{2}))$/;

const LAST_YEAR = 9999;

export const addHours = (iso: string, hours: number): string | null => {
  const [, , , , , zone, sign, zoneHours, zoneMinutes] = INSTANT.exec(iso) ?? [];
  if (zone === undefined) return null;
  const offsetMs = sign === undefined ? 0 : Number(`${sign}1`) * (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  const local = new Date(Date.parse(iso) + hours * 3_600_000 + offsetMs);
  if (Number.isNaN(local.getTime()) || local.getUTCFullYear() > LAST_YEAR) return null;
  return `${local.toISOString().slice(0, 19)}${zone}`;
};

/** Calendar months; the 31st of a month that has none is its last day. */
export const addMonths = (iso: string, months: number): string | null => {
  const [, year, month, day, time, zone] = INSTANT.exec(iso) ?? [];
  if (zone === undefined || Number.isNaN(Date.parse(iso))) return null;
  const later = Number(year) * 12 + Number(month) - 1 + months;
  const [laterYear, laterMonth] = [Math.floor(later / 12), (later % 12) + 1];
  if (laterYear > LAST_YEAR) return null;
  const laterDay = Math.min(Number(day), new Date(Date.UTC(laterYear, laterMonth, 0)).getUTCDate());
  const date = [String(laterYear).padStart(4, '0'), ...[laterMonth, laterDay].map((part) => String(part).padStart(2, '0'))];
  return `${date.join('-')}${time}${zone}`;
};
