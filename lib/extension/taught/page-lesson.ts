// Functions that run among a page's own scripts during a lesson: they note which request brought a message, and leave nothing behind.
// Each stands alone, only its text gets there; they share one object, which ends by itself after a minute. Nothing they tell is trusted.

type Fields = [string, string][];
export type Noted = {
  url: string;
  method: string;
  form: Fields | null;
  headers: Fields;
  hasOtherBody: boolean;
  isRedirected: boolean;
  /** `message`: the answer's headers say so. `maybe`: bytes to be saved, or an answer that no script sees. */
  answer: 'message' | 'maybe';
};
type Begun = Omit<Noted, 'answer' | 'isRedirected'>;
type PageLesson = {
  found: Noted[];
  undo: (() => void)[];
  begin(method: string, url: string, body: unknown, headers: Fields): Begun;
  answered(begun: Begun, type: string, disposition: string, isRedirected: boolean): void;
  /** Null as `answer`: nobody can tell. */
  sent(begun: Begun, answer: Noted['answer']): void;
  end(): void;
};
type World = { ceralaccaLesson?: PageLesson };

export const openLesson = (): void => {
  const world = globalThis as World;
  world.ceralaccaLesson?.end();
  const found: Noted[] = [];
  const undo: (() => void)[] = [];
  const sent: PageLesson['sent'] = (begun, answer) => void (found.length < 20 && found.push({ ...begun, isRedirected: false, answer }));
  world.ceralaccaLesson = {
    found,
    undo,
    sent,
    begin(method, url, body, headers) {
      const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      const isForm = body instanceof URLSearchParams || (typeof body === 'string' && /^application\/x-www-form-urlencoded\b/i.test(type));
      return {
        ...{ method: method.toUpperCase(), url: new URL(url, document.baseURI).href },
        form: isForm ? [...new URLSearchParams(String(body).slice(0, 60_000))] : null,
        headers: headers
          .map(([name, value]): [string, string] => [name.toLowerCase(), value])
          .filter(([name]) => /^x-[a-z0-9-]+$/.test(name)),
        hasOtherBody: !isForm && body !== null && body !== undefined && body !== '',
      };
    },
    answered(begun, type, disposition, isRedirected) {
      const isMessage = /^message\/rfc822/i.test(type) || /\.eml\b/i.test(disposition);
      const isBytes = /^(?:application\/(?:octet-stream|x-download|force-download|download|eml)|binary\/)/i.test(type);
      if (!isMessage && !isBytes && !/^attachment/i.test(disposition)) return;
      if (found.length < 20) found.push({ ...begun, isRedirected, answer: isMessage ? 'message' : 'maybe' });
    },
    end() {
      clearTimeout(timer);
      for (const one of undo) one();
      delete world.ceralaccaLesson;
    },
  };
  const timer = setTimeout(() => world.ceralaccaLesson?.end(), 60_000);
};

export const watchFetch = (): void => {
  const lesson = (globalThis as World).ceralaccaLesson;
  const original = window.fetch;
  if (lesson === undefined) return;
  const watched = async (...args: Parameters<typeof original>): Promise<Response> => {
    const answer = original.apply(window, args);
    try {
      const [input, { method, headers, body } = {}] = args;
      const asked = input instanceof Request ? input : null;
      const all = [...(asked?.headers ?? []), ...new Headers(headers)];
      // The body of a finished Request cannot be looked at without using it up.
      const sent = body ?? (asked !== null && asked.method !== 'GET' ? asked : null);
      const begun = lesson.begin(method ?? asked?.method ?? 'GET', asked?.url ?? String(input), sent, all);
      answer.then(
        (response) => {
          const { headers: told, redirected, status } = response;
          if (status === 200) lesson.answered(begun, told.get('content-type') ?? '', told.get('content-disposition') ?? '', redirected);
        },
        () => undefined,
      );
    } catch {
      // Whatever is odd about it, the page gets its answer.
    }
    return answer;
  };
  window.fetch = watched;
  lesson.undo.push(() => {
    if (window.fetch === watched) window.fetch = original;
  });
};

export const watchRequests = (): void => {
  const lesson = (globalThis as World).ceralaccaLesson;
  const { prototype } = XMLHttpRequest;
  if (lesson === undefined) return;
  const { open, setRequestHeader, send } = prototype;
  const begun = new WeakMap<XMLHttpRequest, { method: string; url: string; headers: Fields }>();
  prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    begun.set(this, { method: String(args[0]), url: String(args[1]), headers: [] });
    return open.apply(this, args as Parameters<typeof open>);
  };
  prototype.setRequestHeader = function (name, value) {
    begun.get(this)?.headers.push([String(name), String(value)]);
    return setRequestHeader.call(this, name, value);
  };
  prototype.send = function (body) {
    const one = begun.get(this);
    if (one !== undefined) {
      const noted = lesson.begin(one.method, one.url, body, one.headers);
      this.addEventListener('load', () => {
        const told = (name: string): string => this.getResponseHeader(name) ?? '';
        const isRedirected = this.responseURL !== noted.url;
        if (this.status === 200) lesson.answered(noted, told('content-type'), told('content-disposition'), isRedirected);
      });
    }
    return send.call(this, body);
  };
  const watched = [prototype.open, prototype.setRequestHeader, prototype.send];
  lesson.undo.push(() => {
    if (prototype.open === watched[0]) prototype.open = open;
    if (prototype.setRequestHeader === watched[1]) prototype.setRequestHeader = setRequestHeader;
    if (prototype.send === watched[2]) prototype.send = send;
  });
};

export const watchForms = (): void => {
  const lesson = (globalThis as World).ceralaccaLesson;
  const { prototype } = HTMLFormElement;
  if (lesson === undefined) return;
  const { submit } = prototype;
  const note = (form: HTMLFormElement, submitter: HTMLElement | null): void => {
    // Attributes: fields may be called `action` or `method` too.
    const url = new URL(form.getAttribute('action') ?? '', document.baseURI);
    const method = (form.getAttribute('method') ?? 'get').toUpperCase();
    const fields = new URLSearchParams([...new FormData(form, submitter)].map(([name, value]) => [name, String(value)]));
    if (method === 'GET') url.search = String(fields);
    const noted = lesson.begin(method, url.href, method === 'GET' ? null : fields, []);
    lesson.sent({ ...noted, hasOtherBody: /^(?:multipart|text)\//i.test(form.getAttribute('enctype') ?? '') }, 'maybe');
  };
  const watched = function (this: HTMLFormElement): void {
    note(this, null);
    submit.call(this);
  };
  const listen = (event: SubmitEvent): void => {
    const [form] = event.composedPath();
    setTimeout(() => !event.defaultPrevented && form instanceof HTMLFormElement && note(form, event.submitter));
  };
  prototype.submit = watched;
  window.addEventListener('submit', listen, true);
  lesson.undo.push(() => {
    window.removeEventListener('submit', listen, true);
    if (prototype.submit === watched) prototype.submit = submit;
  });
};

export const watchLinks = (): void => {
  const lesson = (globalThis as World).ceralaccaLesson;
  const { open } = window;
  if (lesson === undefined) return;
  const note = (address: string, name: string | null): void => {
    const url = new URL(address, document.baseURI);
    const isSamePage = url.href.split('#')[0] === location.href.split('#')[0];
    if (isSamePage || url.origin !== location.origin) return;
    lesson.sent(lesson.begin('GET', url.href.split('#')[0] ?? '', null, []), /\.eml$/i.test(name ?? '') ? 'message' : 'maybe');
  };
  const listen = (event: Event): void => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.href !== '') as HTMLAnchorElement | undefined;
    setTimeout(() => link !== undefined && !event.defaultPrevented && note(link.href, link.getAttribute('download')));
  };
  const watched: typeof open = (address, ...rest) => {
    if (address) note(String(address), null);
    return open.call(window, address, ...rest);
  };
  window.open = watched;
  window.addEventListener('click', listen, true);
  lesson.undo.push(() => {
    window.removeEventListener('click', listen, true);
    if (window.open === watched) window.open = open;
  });
};

/** Null when no lesson goes on (any more). */
export const readLesson = (): Noted[] | null => (globalThis as World).ceralaccaLesson?.found ?? null;

export const endLesson = (): void => (globalThis as World).ceralaccaLesson?.end();
