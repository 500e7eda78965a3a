// A button that opens the chooser of files or of a folder; the input itself stays out of sight and out of the tab order.
import { useRef } from 'preact/hooks';

type Props = {
  label: string;
  accept?: string;
  multiple?: boolean;
  /** All files below one folder instead. */
  folder?: boolean;
  main?: boolean;
  addFiles(files: File[]): void;
};

export const FileButton = ({ label, accept = '', multiple = false, folder = false, main = false, addFiles }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const takeChoice = (): void => {
    const files = [...(input.current?.files ?? [])];
    // Cleared, so that the same file can be chosen twice in a row.
    if (input.current !== null) input.current.value = '';
    if (files.length > 0) addFiles(files);
  };
  return (
    <>
      <button type="button" class={main ? 'btn main' : 'btn'} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        {...(folder ? { webkitdirectory: true } : {})}
        aria-label={label}
        onChange={takeChoice}
      />
    </>
  );
};
