// Copies a text, and says whether that was allowed.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Wording } from '../../lib/wording';

type Props = {
  text: string;
  label: string;
  wording: Wording;
  copyText(text: string): Promise<boolean>;
  /** Further buttons beside it. */
  children?: ComponentChildren;
};

export const CopyButton = ({ text, label, wording, copyText, children }: Props) => {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <div class="actions">
        <button type="button" class="btn" onClick={async () => setCopied(await copyText(text))}>
          {label}
        </button>
        {children}
      </div>
      <p class="small" role="status">
        {copied !== null && wording.text(copied ? 'copied' : 'not_copied')}
      </p>
    </>
  );
};
