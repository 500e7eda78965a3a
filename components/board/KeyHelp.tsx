// The list of keys, opened with ? and closed with Escape.
import { useEffect, useRef } from 'preact/hooks';
import type { Wording } from '../../lib/wording';

type Props = { wording: Wording; close(): void };

const KEYS: readonly [string, string][] = [
  ['j ↓', 'key_next'],
  ['k ↑', 'key_previous'],
  ['Enter', 'key_open'],
  ['/', 'key_search'],
  ['e', 'key_export'],
  ['Esc', 'key_close'],
  ['?', 'key_help'],
];

export const KeyHelp = ({ wording, close }: Props) => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div class="key-help" role="dialog" aria-modal="true" aria-labelledby="keys-title">
      <h2 id="keys-title">{wording.text('keys_title')}</h2>
      <dl class="keys">
        {KEYS.map(([keys, name]) => (
          <div key={name}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{wording.text(name)}</dd>
          </div>
        ))}
      </dl>
      <button ref={button} type="button" class="btn" onClick={close}>
        {wording.text('action_close')}
      </button>
    </div>
  );
};
