// `giorno`, `ora` and `zona` of daticert.xml (RFC 6109 section 4.4) as one instant with its certified offset.

/** @returns ISO 8601 with offset, for instance `2026-09-19T15:41:20+02:00`; undefined for a date that does not exist */
export const parseCertifiedTime = (day: string, time: string, zone: string): string | undefined => {
  const [, date, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(day) ?? [];
  const [, hour, minute, second] = /^(\d{2}):(\d{2}):(\d{2})$/.exec(time) ?? [];
  const [, sign, zoneHour, zoneMinute] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (!date || !hour || !zoneHour || Number(zoneHour) > 14 || Number(zoneMinute) > 59) return undefined;
  const local = `${year}-${month}-${date}T${hour}:${minute}:${second}`;
  const instant = Date.parse(`${local}Z`);
  // 31/02 parses in some engines: only a date that comes back the same exists.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 19) !== local) return undefined;
  return `${local}${sign}${zoneHour}:${zoneMinute}`;
};
