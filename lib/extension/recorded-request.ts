// From what the browser's webRequest events tell of one request to the plain record of it, and whether its answer may be a message.
import type { Browser } from 'wxt/browser';

export type RecordedRequest = {
  url: string;
  method: string;
  form: [string, string][] | null;
  headers: [string, string][];
  hasOtherBody: boolean;
  isRedirected: boolean;
  /** `message`: its headers say so. `maybe`: bytes to be saved, whatever they are. */
  answer: 'message' | 'maybe' | null;
};

type Before = Browser.webRequest.OnBeforeRequestDetails;
type Headers = Browser.webRequest.HttpHeader[] | undefined;

const MAX_BODY = 64 * 1024;
const FORM = /^application\/x-www-form-urlencoded\b/i;

const find = (headers: Headers, wanted: string): string => headers?.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';

const toFields = (form: Record<string, unknown[]>): [string, string][] =>
  Object.entries(form).flatMap(([name, values]) => values.map((value): [string, string] => [name, String(value)]));

const toText = (raw: { bytes?: ArrayBuffer }[]): string | null => {
  const [first, ...others] = raw;
  if (first?.bytes === undefined || others.length > 0 || first.bytes.byteLength > MAX_BODY) return null;
  return new TextDecoder().decode(first.bytes);
};

/** A body that is not known to be a form yet: the headers come with the next event. */
export type Begun = { record: RecordedRequest; raw: string | null };

export const beginRecord = ({ url, method, requestBody }: Pick<Before, 'url' | 'method' | 'requestBody'>, isRedirected: boolean): Begun => {
  const { formData, raw } = requestBody ?? {};
  const form = formData ? toFields(formData as Record<string, unknown[]>) : null;
  const text = form === null && raw !== undefined ? toText(raw as { bytes?: ArrayBuffer }[]) : null;
  const hasOtherBody = form === null && raw !== undefined && raw.length > 0;
  return { record: { url, method, form, headers: [], hasOtherBody, isRedirected, answer: null }, raw: text };
};

/** Only what a page adds of its own (`x-…`): cookies and the like are the browser's business, and never looked at. */
export const addHeaders = ({ record, raw }: Begun, headers: Headers): void => {
  record.headers = (headers ?? [])
    .map(({ name, value }): [string, string] => [name.toLowerCase(), value ?? ''])
    .filter(([name]) => /^x-[a-z0-9-]+$/.test(name));
  const type = find(headers, 'content-type');
  if (record.form !== null && type !== '' && !FORM.test(type)) record.hasOtherBody = true;
  if (record.form === null && raw !== null && FORM.test(type)) {
    record.form = [...new URLSearchParams(raw)];
    record.hasOtherBody = false;
  }
};

export const judgeAnswer = (headers: Headers, statusCode: number): RecordedRequest['answer'] => {
  if (statusCode !== 200) return null;
  const type = find(headers, 'content-type').toLowerCase();
  const disposition = find(headers, 'content-disposition').toLowerCase();
  if (type.startsWith('message/rfc822') || /\.eml\b/.test(disposition)) return 'message';
  const isBytes = /^(?:application\/(?:octet-stream|x-download|force-download|download|eml)|binary\/)/.test(type);
  return isBytes || disposition.startsWith('attachment') ? 'maybe' : null;
};
